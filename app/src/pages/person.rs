//! One of this host's people: what is known of them, and what the caller may do about them. What can be taken back is a
//! button; removing asks first.

mod groups;

use dezky_domain::{
    AppError, Result,
    access::{Action, Role, may_give, may_reset_factor},
    member::{Member, MemberState, PeopleQuery},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use self::groups::Groups;
use super::{
    people::{Factor, State},
    person_new::roles,
};
use crate::{
    Backend,
    api::{
        answer::PRESSED,
        members::{
            EndMemberSessions, InviteAgain, RemoveMember, ResetSecondFactor, ResumeMember, SendLink, SetRole,
            SuspendMember,
        },
    },
    backend::{address, load},
    text::Text,
    ui::{Act, Asks, Desk, Icon, Near, Note, Select, Tone, Weight, field::Kept},
};

const PATH: &str = "/admin/people";

/// The person that the address names. Who may not see people isn't told who there could be.
async fn asked(backend: &Backend) -> Result<Member> {
    backend.ctx.require(Action::ReadPeople)?;
    let id = backend.path.strip_prefix(PATH).and_then(|rest| rest.split('/').nth(1)).unwrap_or_default();
    backend.services.members.show(&backend.ctx, id.parse().map_err(|_| AppError::Missing)?).await
}

/// Whether the workspace has no other owner who counts: then neither their role nor their access can be taken.
async fn is_last_owner(backend: &Backend, member: &Member) -> Result<bool> {
    if member.role != Role::Owner || member.state == MemberState::Suspended {
        return Ok(false);
    }
    let query = PeopleQuery { role: Some(Role::Owner), ..PeopleQuery::default() };
    let owners = backend.services.members.list(&backend.ctx, &query).await?.page;
    // Who hasn't come yet is no owner to rely on.
    let counts = |owner: &Member| owner.state == MemberState::Active || owner.state == member.state;
    Ok(!owners.has_next() && owners.rows.iter().filter(|owner| counts(owner)).count() <= 1)
}

/// What the caller may do about this person; the service decides again.
#[derive(Debug, Clone, Copy)]
pub struct May {
    manage: bool,
    help: bool,
    /// Sends a key, and takes a second factor away: who can could become them.
    keys: bool,
}

impl May {
    #[must_use]
    pub fn about(backend: &Backend, member: &Member) -> Self {
        let own = backend.ctx.acting().and_then(|acting| acting.role);
        let given = own.is_some_and(|own| may_give(own, member.role));
        let keys = own.is_some_and(|own| may_reset_factor(own, member.role));
        let help = match member.role {
            Role::Owner => own == Some(Role::Owner),
            Role::Admin => own != Some(Role::Helpdesk),
            _ => true,
        };
        Self {
            manage: backend.ctx.may(Action::ManagePeople) && given,
            help: backend.ctx.may(Action::HelpPeople) && help,
            keys: backend.ctx.may(Action::HelpPeople) && help && keys,
        }
    }

    /// A letter with a link: the invitation again, or a key for who has lost theirs.
    #[must_use]
    pub const fn letter(self, state: MemberState) -> bool {
        match state {
            MemberState::Invited => self.help,
            MemberState::Active => self.keys,
            MemberState::Suspended => false,
        }
    }
}

#[component]
pub fn Person() -> impl IntoView {
    load(|backend| async move {
        let member = asked(&backend).await?;
        let left = backend.left().await;
        let text = backend.text;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let crumbs = vec![(text.say("nav-people"), PATH.to_owned())];
        let may = May::about(&backend, &member);
        let last = may.manage && is_last_owner(&backend, &member).await?;
        let manage = may.manage && !last;
        let roles = roles(&backend);
        let groups = if backend.ctx.may(Action::ManageGroups) {
            Some(backend.services.groups.list(&backend.ctx).await?)
        } else {
            None
        };
        let nothing = !may.manage && !may.help && groups.is_none();
        let nothing = nothing.then(|| {
            let role = text.say(&format!("role-{}", member.role.word()));
            view! { <p class="muted">{text.with("person-not-yours", [("role", role.into())])}</p> }
        });
        Ok(view! {
            <Title text=member.name.clone()/>
            <Desk backend=backend.clone() name=member.name.clone() crumbs done>
                <Head backend=backend.clone() member=member.clone()/>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <div class="two">
                <div class="sheetcol">
                    {nothing}
                    {manage.then(|| view! { <GivesRole text member=member.clone() roles/> })}
                    {groups.map(|groups| view! { <Groups text member=member.clone() groups/> })}
                    {may.help.then(|| view! { <Help text member=member.clone() keys=may.keys/> })}
                    {manage.then(|| view! { <Access text member=member.clone()/> })}
                    {last.then(|| view! { <Stays text/> })}
                </div>
                <aside><Facts backend member/></aside>
                </div>
            </Desk>
        })
    })
}

#[component]
fn Head(backend: Backend, member: Member) -> impl IntoView {
    let text = backend.text;
    let events = backend.ctx.may(Action::ReadTenantAudit).then(|| {
        let href = address("/admin/audit", &[("actor", member.person.to_string())]);
        view! { <div class="acts"><a class="btn" href=href><Icon name="clock-counter-clockwise-bold"/>{text.say("person-events")}</a></div> }
    });
    view! {
        <div class="head">
            <div>
                <h1>{member.name}</h1>
                <p class="row wrap"><State text state=member.state/><span>{member.email}</span></p>
            </div>
            {events}
        </div>
    }
}

#[component]
fn Facts(backend: Backend, member: Member) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let last = match member.last_sign_in {
        Some(at) => view! { <Near when at now/> }.into_any(),
        None => text.say("people-never").into_any(),
    };
    let factor = match member.second_factor {
        Some(used) => view! { <Factor text used/> }.into_any(),
        None => text.say("second-factor-unknown").into_any(),
    };
    let groups: Vec<&str> = member.groups.iter().map(|group| group.name.as_str()).collect();
    let groups = if groups.is_empty() { text.say("person-no-groups") } else { groups.join(", ") };
    view! {
        <section class="panel pad">
            <h2>{text.say("tenant-facts")}</h2>
            <dl class="facts">
                <div class="long"><dt>{text.say("people-address")}</dt><dd>{member.email}</dd></div>
                <div><dt>{text.say("people-role")}</dt><dd>{text.say(&format!("role-{}", member.role.word()))}</dd></div>
                <div><dt>{text.say("people-groups")}</dt><dd>{groups}</dd></div>
                <div><dt>{text.say("people-last-sign-in")}</dt><dd>{last}</dd></div>
                <div><dt>{text.say("people-second-factor")}</dt><dd>{factor}</dd></div>
            </dl>
        </section>
    }
}

/// Only roles that the caller may give; the person's own is one of them, or this isn't shown.
#[component]
fn GivesRole(text: Text, member: Member, roles: Vec<(String, String)>) -> impl IntoView {
    let what = if roles.iter().any(|(role, _)| role == Role::Owner.word()) {
        "person-role-what"
    } else {
        "person-role-what-admin"
    };
    view! {
        <section>
            <h2>{text.say("people-role")}</h2>
            <p class="muted">{text.say(what)}</p>
            <form class="form" method="post" action=SetRole::PATH>
                <input type="hidden" name="id" value=member.person.to_string()/>
                <Select name="role" label=text.say("people-role") choices=roles chosen=member.role.word()/>
                <div class="row"><button class="btn">{text.say("person-role-change")}</button></div>
            </form>
        </section>
    }
}

/// An act with the sentence that says what it does.
fn way(said: String, act: AnyView) -> AnyView {
    view! { <div class="way"><p class="muted">{said}</p>{act}</div> }.into_any()
}

#[component]
fn Help(text: Text, member: Member, keys: bool) -> impl IntoView {
    let fields = vec![("id", member.person.to_string())];
    let button = |action: &'static str, word: &str| {
        view! { <Act action fields=fields.clone() word=text.say(word) weight=Weight::Usual/> }.into_any()
    };
    let letter = match member.state {
        MemberState::Invited => Some(way(text.say("person-invite-what"), button(InviteAgain::PATH, "person-invite"))),
        MemberState::Active if keys => Some(way(text.say("person-link-what"), button(SendLink::PATH, "person-link"))),
        MemberState::Active | MemberState::Suspended => None,
    };
    let factor = keys
        .then(|| way(text.say("person-second-factor-what"), button(ResetSecondFactor::PATH, "person-second-factor")));
    view! {
        <section id="help">
            <h2>{text.say("person-help")}</h2>
            {letter}
            {way(text.say("person-sessions-what"), button(EndMemberSessions::PATH, "person-sessions"))}
            {factor}
        </section>
    }
}

#[component]
fn Access(text: Text, member: Member) -> impl IntoView {
    let fields = vec![("id", member.person.to_string())];
    let (action, word, what) = if member.state == MemberState::Suspended {
        (ResumeMember::PATH, "person-resume", "person-resume-what")
    } else {
        (SuspendMember::PATH, "person-suspend", "person-suspend-what")
    };
    let hold = view! { <Act action fields word=text.say(word) weight=Weight::Usual/> }.into_any();
    let href = format!("{PATH}/{}/remove", member.person);
    let remove = view! { <p><a class="btn danger" href=href>{text.say("person-remove")}</a></p> }.into_any();
    view! {
        <section>
            <h2>{text.say("person-access")}</h2>
            {way(text.say(what), hold)}
            {way(text.say("person-remove-what"), remove)}
        </section>
    }
}

/// What would be refused isn't offered, and why is said.
#[component]
fn Stays(text: Text) -> impl IntoView {
    view! {
        <section>
            <h2>{text.say("person-access")}</h2>
            <p class="muted">{text.say("last-owner")}</p>
        </section>
    }
}

/// The question before somebody is removed.
#[component]
pub fn Remove() -> impl IntoView {
    load(|backend: Backend| async move {
        backend.ctx.require(Action::ManagePeople)?;
        let member = asked(&backend).await?;
        if !May::about(&backend, &member).manage {
            return Err(AppError::Denied);
        }
        let text = backend.text;
        let tenant = backend.ctx.tenant().map(|tenant| tenant.name.clone()).unwrap_or_default();
        let page = format!("{PATH}/{}", member.person);
        let crumbs = vec![(text.say("nav-people"), PATH.to_owned()), (member.name.clone(), page.clone())];
        let title = text.with("ask-remove", [("name", member.name.as_str().into()), ("tenant", tenant.into())]);
        let yes = text.with("ask-remove-yes", [("name", member.name.as_str().into())]);
        let lines = [
            "ask-remove-access",
            "ask-remove-mail",
            "ask-remove-files",
            "ask-remove-shared",
            "ask-remove-groups",
            "ask-remove-stays",
            "ask-remove-back",
        ];
        let lines = lines.map(|key| view! { <li>{text.say(key)}</li> });
        Ok(view! {
            <Title text=text.say("person-remove-title")/>
            <Desk backend name=text.say("person-remove-title") crumbs>
                <Asks title action=RemoveMember::PATH fields=vec![("id", member.person.to_string())] yes
                    weight=Weight::Destroys no=(text.say("ask-no"), page)>
                    <p>{text.say("ask-happens")}</p>
                    <ul>{lines.collect_view()}</ul>
                </Asks>
            </Desk>
        })
    })
}
