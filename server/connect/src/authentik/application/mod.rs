//! Applications, each with its provider and the one binding that says who may use it. An application without a binding
//! lets everybody of the instance in (facts/authentik.md §0.1, §0.2), so all three are made in one call, and a binding
//! that is missing is put back before anything else is mended.

mod body;
mod plan;

use dezky_domain::provision::{Difference, Standing, Trouble, TroubleKind};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Authentik,
    api::{at, query},
    basics::Basics,
    group, mark,
    rows::{self, Binding, Provider},
    words::{all, shown, yes},
};
use crate::engine::{Found, Seen, Wanted, trouble};

pub(super) use plan::compare;

/// How often a binding that isn't seen is looked for.
const LOOKS: usize = 3;

/// An application's spec.
#[derive(Clone, Copy)]
pub(super) struct Application<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub redirect_uris: &'a [String],
    pub launch_url: &'a str,
    pub logout_uri: &'a str,
    pub admits: &'a str,
}

/// What `compare` needs. Nothing of it is secret: whether the client secret is ours was found out in `observe`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    basics: Option<Basics>,
    /// The pk of the group that is admitted.
    admits: Option<String>,
    application: Option<rows::Application>,
    provider: Option<Provider>,
    /// None where it wasn't asked.
    secret_is_ours: Option<bool>,
    bindings: Vec<Binding>,
}

/// A provider as it is read, with its secret.
#[derive(Deserialize)]
struct Read {
    #[serde(flatten)]
    provider: Provider,
    #[serde(default)]
    client_secret: Option<String>,
}

/// A provider that could be ours.
enum Candidate {
    None,
    Ours(Box<Read>),
    Other(String),
}

pub(super) async fn observe(engine: &Authentik, wanted: &Wanted<'_>, spec: Application<'_>) -> Result<Seen, Trouble> {
    let path = at("/core/applications/", spec.slug, "");
    let application: Option<rows::Application> = engine.api.find(&path).await?;
    if let Some(application) = &application
        && application.meta_publisher != mark::publisher(wanted.owner)
    {
        let by_dezky = application.meta_publisher.starts_with("Dezky ");
        let whose = if by_dezky { "belongs to another tenant" } else { "wasn't made by Dezky" };
        return Ok(Seen::Taken { whose: format!("an application of this name {whose}") });
    }
    let own = match application.as_ref().and_then(|application| application.provider) {
        Some(pk) => engine.api.find::<Read>(&at("/providers/oauth2/", &pk.to_string(), "")).await?,
        None => None,
    };
    let read = match own {
        Some(own) => Some(own),
        None => match candidate(engine, wanted, spec).await? {
            Candidate::None => None,
            Candidate::Ours(read) => Some(*read),
            Candidate::Other(whose) => return Ok(Seen::Taken { whose }),
        },
    };
    let secret_is_ours = read.as_ref().and_then(|read| is_ours(read, wanted));
    let provider = read.map(|read| read.provider);
    let mut known = Known { application, provider, secret_is_ours, ..Known::default() };

    if let Some(application) = known.application.as_ref().filter(|_| wanted.standing != Standing::Gone) {
        let pairs = [("target", application.pk.as_str()), ("ordering", "order"), ("page_size", "100")];
        let list = query("/policies/bindings/", &pairs);
        // One is made with the application. Where none is seen it is either gone, or seen late; and nothing keeps
        // Authentik from taking a second one.
        for _ in 0..LOOKS {
            known.bindings = engine.api.list(&list).await?;
            if !known.bindings.is_empty() {
                break;
            }
        }
    }
    let needs_group = match wanted.standing {
        Standing::Present => true,
        Standing::Cut => known.application.is_some(),
        Standing::Gone => false,
    };
    if needs_group {
        known.admits = Some(admitted(engine, wanted, spec, &known.bindings).await?);
    }
    if wanted.standing == Standing::Present {
        known.basics = Some(basics(engine, &known).await?);
    }
    let (external, facts) = match (&known.application, &known.provider) {
        (None, None) => return Ok(Seen::Missing { more: json!(known) }),
        (Some(application), _) => (application.pk.clone(), facts(spec, &known)),
        (None, Some(provider)) => (provider.pk.to_string(), facts(spec, &known)),
    };
    Ok(Seen::There(Found { external, facts, more: json!(known) }))
}

/// The pk of the provider of an application that was seen: events about it name that alone.
#[must_use]
pub fn provider(found: &Found) -> Option<u64> {
    found.more["provider"]["pk"].as_u64()
}

/// A provider that stands alone, or beside an application that has lost it: half of a creation or of an end. It has no
/// field for a mark. Ours is one of our name, that no application has, with our secret or an address of ours.
async fn candidate(engine: &Authentik, wanted: &Wanted<'_>, spec: Application<'_>) -> Result<Candidate, Trouble> {
    for by in ["client_id", "name"] {
        let pairs = [(by, spec.slug)];
        let found: Vec<Read> = engine.api.list(&query("/providers/oauth2/", &pairs)).await?;
        let fits = |read: &Read| [&read.provider.client_id, &read.provider.name].iter().any(|is| *is == spec.slug);
        let Some(read) = found.into_iter().find(fits) else { continue };
        let provider = &read.provider;
        if let Some(slug) = &provider.assigned_application_slug {
            if slug == spec.slug {
                let detail = "Authentik shows the provider's application and doesn't";
                return Err(trouble(TroubleKind::NotYet, None, detail));
            }
            return Ok(Candidate::Other(format!("the provider of this name serves the application {}", shown(slug))));
        }
        let named = provider.client_id == spec.slug && provider.name == spec.slug;
        let leads_home = provider.redirect_uris.iter().any(|uri| spec.redirect_uris.contains(&uri.url));
        return Ok(if named && (leads_home || is_ours(&read, wanted) == Some(true)) {
            Candidate::Ours(Box::new(read))
        } else {
            Candidate::Other("a provider of this name wasn't made by Dezky".to_owned())
        });
    }
    Ok(Candidate::None)
}

fn is_ours(read: &Read, wanted: &Wanted<'_>) -> Option<bool> {
    Some(read.client_secret.as_deref() == Some(wanted.secret?.expose_secret()))
}

/// The admitted group's pk: out of a binding, which names its group, or looked up.
async fn admitted(
    engine: &Authentik,
    wanted: &Wanted<'_>,
    spec: Application<'_>,
    bindings: &[Binding],
) -> Result<String, Trouble> {
    let bound = bindings.iter().filter_map(|binding| binding.group_obj.as_ref());
    let ours = |group: &&rows::Group| group.name == spec.admits && mark::is_ours(wanted.owner, &group.attributes);
    match bound.into_iter().find(ours) {
        Some(group) => Ok(group.pk.clone()),
        None => Ok(group::own(engine, wanted.owner, spec.admits).await?.pk),
    }
}

/// What is kept, where the provider agrees with it.
async fn basics(engine: &Authentik, known: &Known) -> Result<Basics, Trouble> {
    let kept = engine.known().basics.clone();
    let agrees = |basics: &Basics, provider: &Provider| {
        provider.authorization_flow == basics.authorization_flow
            && provider.invalidation_flow == basics.invalidation_flow
            && basics.mappings.iter().all(|(_, pk)| provider.property_mappings.contains(pk))
            && !basics.their_email.as_ref().is_some_and(|pk| provider.property_mappings.contains(pk))
            && provider.signing_key.is_some()
    };
    match (kept, &known.provider, &known.application) {
        (Some(kept), Some(provider), Some(_)) if agrees(&kept, provider) => Ok(kept),
        _ => Basics::look(engine).await,
    }
}

fn facts(spec: Application<'_>, known: &Known) -> dezky_domain::provision::Facts {
    let mut facts = dezky_domain::provision::Facts::new();
    let mut say = |name: &str, value: String| facts.insert(name.to_owned(), value);
    if let Some(application) = &known.application {
        say("name", shown(&application.name));
        say("launch url", shown(&application.meta_launch_url));
        say(ADMITS, admits(spec, known));
    }
    if let Some(provider) = &known.provider {
        say("client id", shown(&provider.client_id));
        say("client type", shown(&provider.client_type));
        say("redirect uris", all(signing_in(&provider.redirect_uris).map(words_of)));
        say("logout uri", shown(&provider.logout_uri));
        say("logout method", shown(&provider.logout_method));
        say("sub mode", shown(&provider.sub_mode));
        say("issuer mode", shown(&provider.issuer_mode));
        say("claims in id token", yes(provider.include_claims_in_id_token).to_owned());
        say("signed with a key", yes(provider.signing_key.is_some()).to_owned());
        if let Some(grants) = &provider.grant_types {
            say("grant types", all(grants));
        }
        if let Some(basics) = &known.basics {
            let flow = |is: &str, shall: &str| if is == shall { "as configured" } else { "another flow" }.to_owned();
            say("authorization flow", flow(&provider.authorization_flow, &basics.authorization_flow));
            say("invalidation flow", flow(&provider.invalidation_flow, &basics.invalidation_flow));
            let has = |pk: &String| provider.property_mappings.contains(pk);
            let mut scopes: Vec<_> =
                basics.mappings.iter().filter(|(_, pk)| has(pk)).map(|(name, _)| name.as_str()).collect();
            if basics.their_email.as_ref().is_some_and(has) {
                scopes.push("Authentik's own email");
            }
            say("scopes", all(scopes));
        }
    }
    facts
}

/// Whether an application that should admit a group lets everybody in: one without a binding does
/// (facts/authentik.md §0, 1).
#[must_use]
pub fn admits_everybody(difference: &Difference) -> bool {
    difference.field == ADMITS && difference.seen.as_deref().is_some_and(|seen| seen.starts_with(EVERYBODY))
}

const ADMITS: &str = "admits";
const EVERYBODY: &str = "everybody";

/// Who gets in, in words.
fn admits(spec: Application<'_>, known: &Known) -> String {
    let good = known.bindings.iter().filter(|binding| is_good(binding, known)).count();
    let mut who: Vec<String> = if good > 0 { vec![spec.admits.to_owned()] } else { Vec::new() };
    if good > 1 {
        who.push(format!("the same {good} times"));
    }
    for binding in known.bindings.iter().filter(|binding| !is_good(binding, known)) {
        let about = match (&binding.group_obj, binding.user) {
            (Some(group), _) => shown(&group.name),
            (None, Some(user)) => format!("user {user}"),
            (None, None) => "a policy".to_owned(),
        };
        let not = if binding.negate { "not " } else { "" };
        let off = if binding.enabled { "" } else { " (switched off)" };
        who.push(format!("{not}{about}{off}"));
    }
    if known.bindings.iter().any(|binding| binding.enabled) { all(who) } else { format!("{EVERYBODY} ({})", all(who)) }
}

/// Whether it lets the admitted group in, and says nothing else.
fn is_good(binding: &Binding, known: &Known) -> bool {
    let alone = binding.user.is_none() && binding.policy.is_none();
    alone && binding.enabled && !binding.negate && binding.group.is_some() && binding.group == known.admits
}

/// Those for signing in; since 2026.8 there are others.
fn signing_in(uris: &[rows::RedirectUri]) -> impl Iterator<Item = &rows::RedirectUri> {
    uris.iter().filter(|uri| uri.redirect_uri_type.as_deref().is_none_or(|kind| kind == "authorization"))
}

fn words_of(uri: &rows::RedirectUri) -> String {
    if uri.matching_mode == "strict" { uri.url.clone() } else { format!("{} ({})", uri.url, uri.matching_mode) }
}

/// A body or a pointer may show it nowhere.
fn without_secret(value: &mut Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.remove("client_secret");
    }
}

/// An answer without what it must not tell.
pub(super) fn told(mut answer: Value) -> Value {
    without_secret(&mut answer);
    answer
}
