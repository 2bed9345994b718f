//! In which order, and what waits for what. What is made comes from the root down, what is destroyed from the leaves up;
//! in Authentik applications go before groups, since a group's end opens its applications to everybody
//! (facts/authentik.md §0, 1). Access is cut where it ends at once first (facts/together.md).

use dezky_domain::{
    audit::Source,
    provision::{GroupKind, Kind, ResourceName, Spec, Standing, StepState},
};
use dezky_store::{Desired, Resource};

#[must_use]
pub fn desired(spec: Spec, standing: Standing) -> Desired {
    Desired { position: position(&spec, standing), spec, standing }
}

/// Places with room between them.
#[must_use]
pub fn position(spec: &Spec, standing: Standing) -> i32 {
    match standing {
        Standing::Present => present(spec),
        // Between what is made before people and what is made for them: a cut never waits for either.
        Standing::Cut => match spec.resource().kind {
            Kind::Account => 10,
            Kind::Mailbox => 11,
            Kind::Person => 13,
            _ => 20,
        },
        Standing::Gone => gone(spec),
    }
}

fn present(spec: &Spec) -> i32 {
    match spec {
        Spec::Mapping { .. } => 50,
        // Before access is cut, and with it the mailbox that it may be read in.
        Spec::Notice { .. } => 5,
        Spec::Sessions { .. } | Spec::SecondFactor { .. } => 12,
        Spec::Group { purpose: GroupKind::Umbrella | GroupKind::Tenant, .. } => 100,
        Spec::Group { purpose: GroupKind::Role, .. } => 110,
        Spec::Group { purpose: GroupKind::Service | GroupKind::Team, .. } => 120,
        Spec::Application { .. } => 200,
        Spec::Brand { .. } => 210,
        Spec::Domain { .. } => 300,
        Spec::Dkim { .. } => 310,
        Spec::Space { .. } => 420,
        Spec::Person { .. } => 500,
        Spec::Account { .. } => 510,
        Spec::Share { .. } => 520,
        Spec::Mailbox { .. } => 530,
        Spec::MailingList { .. } => 600,
        Spec::Realm { .. } => 610,
        Spec::Route { .. } => 700,
        Spec::Invitation { .. } => 800,
    }
}

fn gone(spec: &Spec) -> i32 {
    match spec {
        Spec::Route { .. } => 900,
        Spec::Application { .. } => 910,
        Spec::Brand { .. } => 920,
        Spec::Person { .. } => 930,
        Spec::Share { .. } => 940,
        Spec::MailingList { .. } => 950,
        Spec::Mailbox { .. } => 951,
        Spec::Dkim { .. } => 952,
        Spec::Domain { .. } => 953,
        Spec::Account { .. } => 960,
        Spec::Realm { .. } => 965,
        Spec::Space { .. } => 970,
        Spec::Group { purpose: GroupKind::Service | GroupKind::Team, .. } => 980,
        Spec::Group { purpose: GroupKind::Role, .. } => 981,
        Spec::Group { .. } => 982,
        Spec::Mapping { .. }
        | Spec::Sessions { .. }
        | Spec::SecondFactor { .. }
        | Spec::Invitation { .. }
        | Spec::Notice { .. } => 990,
    }
}

/// Whether the step takes access away: that is done even where everything else is paused.
#[must_use]
pub fn cuts(step: &Resource) -> bool {
    match (&step.spec, step.standing) {
        (_, Standing::Cut) | (Spec::Share { .. }, Standing::Gone) | (Spec::Sessions { .. }, Standing::Present) => true,
        (Spec::Person { active, .. }, Standing::Present) => !active,
        _ => false,
    }
}

/// The first of `all` that `step` must wait for.
#[must_use]
pub fn waits_for<'a>(step: &Resource, all: &'a [Resource]) -> Option<&'a Resource> {
    all.iter().find(|other| other.id != step.id && !settled(other) && needs(step, other))
}

/// At its end at this generation; a drift is at its end too, since it was there once.
fn settled(step: &Resource) -> bool {
    matches!(step.state, StepState::Done | StepState::Drifted) && step.seen_generation == step.generation
}

fn needs(step: &Resource, other: &Resource) -> bool {
    let (kind, theirs) = (step.name(), other.name());
    match (step.standing, other.standing) {
        (Standing::Present, Standing::Present) => makes(&step.spec, &theirs),
        (Standing::Gone, Standing::Gone) => match (kind.system, kind.kind) {
            // Whatever a group admits goes before it.
            (Source::Authentik, Kind::Group) => {
                theirs.system == Source::Authentik && (theirs.kind != Kind::Group || below(&other.spec, &kind.key))
            }
            (_, Kind::Domain) => matches!(theirs.kind, Kind::Mailbox | Kind::MailingList),
            (_, Kind::Space) => theirs.kind == Kind::Share,
            _ => false,
        },
        _ => false,
    }
}

fn below(spec: &Spec, parent: &str) -> bool {
    matches!(spec, Spec::Group { parents, .. } if parents.iter().any(|name| name == parent))
}

/// Whether making `spec` refers to what `other` names.
fn makes(spec: &Spec, other: &ResourceName) -> bool {
    let is = |kind, key: &str| other.kind == kind && other.key == key;
    match spec {
        Spec::Group { parents, .. } => parents.iter().any(|name| is(Kind::Group, name)),
        Spec::Application { admits, .. } => is(Kind::Group, admits),
        Spec::Person { groups, .. } => groups.iter().any(|name| is(Kind::Group, name)),
        Spec::Dkim { domain, .. } | Spec::MailingList { domain, .. } => is(Kind::Domain, domain),
        // Whose address it is, Authentik knows: where it is somebody else's there, nothing is made for it elsewhere.
        Spec::Mailbox { local, domain, .. } => {
            is(Kind::Domain, domain) || is(Kind::Person, &format!("{local}@{domain}"))
        }
        // Whoever administers a realm is known by that address.
        Spec::Account { email, .. } | Spec::Realm { admin_email: email, .. } => is(Kind::Person, email),
        Spec::Share { space, username, .. } => is(Kind::Space, space) || is(Kind::Account, username),
        // A link that leads to a door which isn't there yet would be a letter in vain.
        Spec::Invitation { email, .. } => {
            is(Kind::Person, email) || matches!(other.kind, Kind::Application | Kind::Route)
        }
        Spec::Route { .. } => other.kind == Kind::Application,
        Spec::Mapping { .. }
        | Spec::Brand { .. }
        | Spec::Sessions { .. }
        | Spec::SecondFactor { .. }
        | Spec::Notice { .. }
        | Spec::Domain { .. }
        | Spec::Space { .. } => false,
    }
}
