//! The questions before something of a tenant ends: what will happen, the safe way out first, and for the one that can't
//! be taken back, the short name to type.

use dezky_domain::{AppError, Result, access::Action, provision::Provisioning, tenant::TenantDetail};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::{asked, asking, close::destroyed, page};
use crate::{
    Backend,
    api::{
        provisioning::ProvisionCancel,
        tenants::{CloseTenant, DeleteTenant, SuspendTenant},
    },
    backend::load,
    text::Text,
    ui::{Asks, Field, Note, Tone, Weight, field::Kept},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Cancel,
    Suspend,
    Close,
    Delete,
}

impl Question {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "cancel" => Some(Self::Cancel),
            "suspend" => Some(Self::Suspend),
            "close" => Some(Self::Close),
            "delete" => Some(Self::Delete),
            _ => None,
        }
    }

    const fn right(self) -> Action {
        match self {
            Self::Cancel => Action::Provision,
            Self::Suspend | Self::Close | Self::Delete => Action::ManageTenant,
        }
    }

    /// What the page is called.
    const fn name(self) -> &'static str {
        match self {
            Self::Cancel => "provision-cancel",
            Self::Suspend => "tenant-suspend-title",
            Self::Close => "tenant-close-title",
            Self::Delete => "tenant-delete-title",
        }
    }

    /// Title and the sentences below it, whose first says what happens.
    const fn words(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Cancel => ("ask-cancel", &["ask-cancel-stops", "ask-cancel-stays", "ask-cancel-again"]),
            Self::Suspend => ("ask-suspend", &["ask-suspend-access", "ask-suspend-keeps", "ask-suspend-back"]),
            Self::Close => ("ask-close", &["ask-close-access", "ask-close-grace", "ask-close-told", "ask-close-back"]),
            Self::Delete => ("ask-delete", &[]),
        }
    }

    const fn yes(self) -> (&'static str, &'static str, Weight) {
        match self {
            Self::Cancel => (ProvisionCancel::PATH, "ask-cancel-yes", Weight::Primary),
            Self::Suspend => (SuspendTenant::PATH, "ask-suspend-yes", Weight::Primary),
            Self::Close => (CloseTenant::PATH, "ask-close-yes", Weight::Destroys),
            Self::Delete => (DeleteTenant::PATH, "ask-delete-yes", Weight::Destroys),
        }
    }
}

#[component]
pub fn Ask() -> impl IntoView {
    load(|backend: Backend| async move {
        let slug = asked(&backend)?;
        let question = backend.path.rsplit('/').next().and_then(Question::parse).ok_or(AppError::Missing)?;
        backend.ctx.require(question.right())?;
        let provisioning = backend.services.provisioner.show(&backend.ctx, &slug).await?;
        let text = backend.text;
        let kept = Kept::new(backend.flash("delete").await, text);
        let title = text.say(question.name());
        asking(backend, title, move |detail| asks(text, question, detail, provisioning.as_ref(), kept)).await
    })
}

fn asks(
    text: Text,
    question: Question,
    detail: &TenantDetail,
    provisioning: Option<&Provisioning>,
    kept: Kept,
) -> Result<impl IntoView + use<>> {
    let (name, slug) = (detail.tenant.name.clone(), detail.tenant.slug.clone());
    let (title, lines) = question.words();
    let (action, yes, weight) = question.yes();
    let named = |key: &str| text.with(key, [("tenant", name.as_str().into())]);
    let back = if question == Question::Cancel { page(&slug) } else { format!("{}?tab=close", page(&slug)) };
    let (lead, lines) = if question == Question::Delete {
        ("ask-delete-destroys", destroyed(text, provisioning))
    } else {
        ("ask-happens", lines.iter().map(|key| text.say(key)).collect())
    };
    let last = (question == Question::Delete).then(|| view! { <p>{text.say("ask-delete-stays")}</p> });
    let typed = (question == Question::Delete).then(|| {
        let label = text.with("ask-delete-type", [("slug", slug.as_str().into())]);
        view! { <Field name="typed" label kept=kept.clone() autocomplete="off" maxlength=40/> }.into_any()
    });
    let wrong = kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> });
    let lead = (!lines.is_empty()).then(|| {
        view! {
            <p>{text.say(lead)}</p>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        }
    });
    let fields = vec![("slug", slug.to_string())];
    let no = (text.say("ask-no"), back);
    Ok(view! {
        <Asks title=named(title) action fields yes=named(yes) weight no field=typed.unwrap_or_else(|| ().into_any())>
            {wrong}
            {lead}
            {last}
        </Asks>
    })
}
