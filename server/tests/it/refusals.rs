//! Every path there is, and what it answers to everybody who shouldn't have it. A path that isn't in the table fails the
//! test, and so does a row whose path is gone.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use chrono::TimeDelta;
use dezky_domain::{
    access::Role,
    alert::{About, Finding, Rule},
    audit::{Outcome, Source, Target},
    batch::Deed,
    ctx::{Ctx, Host},
    group::GroupName,
    id::{BatchId, GroupId, QuarantineId},
    language::Language,
    member::Person,
    partner::GrantScope,
    provision::TenantServices,
    source::{Quarantined, Unreadable},
};
use dezky_server::{http, service::audit};
use dezky_store::{NewBatch, Raised};

use crate::support::{ALL, Answer, Browser, World, tenant_form};

/// What each path answers, on a tenant's host and on the platform's. `in` leads to the sign-in.
///
/// On Acme's host: `stranger` is signed in there, belongs to no one there, and owns Globex. On the platform's: `person`
/// is signed in, owns Acme, and has no role on the platform.
const TABLE: &str = "
                                            | acme.localhost:3000                                      | localhost:3000
                                            | nobody stranger member helpdesk auditor admin owner      | nobody person partner auditor operator
GET  /                                      | 200    404      200    200      200     200   200        | 200    200    200     200     200
GET  /me                                    | in     200      200    200      200     200   200        | in     200    200     200     200
GET  /find                                  | in     200      200    200      200     200   200        | in     200    200     200     200
GET  /find/rows                             | 401    200      200    200      200     200   200        | 401    200    200     200     200
GET  /nav.json                              | 401    404      200    200      200     200   200        | 401    404    404     404     404
GET  /nav.html                              | 401    404      200    200      200     200   200        | 401    404    404     404     404
GET  /sign-in/refused                       | 200    200      200    200      200     200   200        | 200    200    200     200     200
GET  /admin                                 | in     404      403    200      200     200   200        | 404    404    404     404     404
GET  /admin/people                          | in     404      403    200      403     200   200        | 404    404    404     404     404
GET  /admin/people/new                      | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/people/import                   | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/people/import/template.csv      | 401    404      403    403      403     200   200        | 404    404    404     404     404
POST /admin/people/import/upload            | 401    404      403    403      403     400   400        | 404    404    404     404     404
GET  /admin/people/requests                 | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/people/batches                  | in     404      403    200      403     200   200        | 404    404    404     404     404
GET  /admin/people/batches/{id}             | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/people/batches/{id}/result.csv  | 401    404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/people/{id}                     | in     404      403    200      403     200   200        | 404    404    404     404     404
GET  /admin/people/{id}/remove              | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/partners                        | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/partners/new                    | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/settings                        | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /partner-entry                         | 410    410      410    410      410     410   410        | 404    404    404     404     404
POST /partner-entry                         | 303    303      303    303      303     303   303        | 404    404    404     404     404
GET  /me/export.json                        | 401    200      200    200      200     200   200        | 401    200    200     200     200
GET  /partner                               | 404    404      404    404      404     404   404        | in     404    302     403     403
GET  /partner/tenants                       | 404    404      404    404      404     404   404        | in     404    200     403     403
GET  /partner/tenants/new                   | 404    404      404    404      404     404   404        | in     404    200     403     403
GET  /operator/partners                     | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/partners/new                 | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/partners/{id}                | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /admin/groups                          | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/groups/{id}                     | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/groups/{id}/delete              | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/domains                         | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/domains/new                     | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/domains/{domain}/remove         | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/domains/{domain}/zone           | 401    404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/brand                           | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/brand/preview                   | 401    404      403    403      403     200   200        | 404    404    404     404     404
POST /admin/brand/logo                      | 401    404      403    403      403     303   303        | 404    404    404     404     404
GET  /admin/apps                            | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/apps/new                        | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/apps/{key}                      | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/announcements                   | in     404      403    403      403     200   200        | 404    404    404     404     404
GET  /admin/audit                           | in     404      403    403      200     200   200        | 404    404    404     404     404
GET  /admin/audit/{id}                      | in     404      403    403      200     200   200        | 404    404    404     404     404
GET  /admin/audit/live                      | 401    404      403    403      200     200   200        | 404    404    404     404     404
GET  /admin/audit/count                     | 401    404      403    403      200     200   200        | 404    404    404     404     404
GET  /admin/audit/rows                      | 401    404      403    403      200     200   200        | 404    404    404     404     404
GET  /admin/audit/export.csv                | 401    404      403    403      200     200   200        | 404    404    404     404     404
GET  /admin/audit/export.ndjson             | 401    404      403    403      200     200   200        | 404    404    404     404     404
GET  /operator                              | 404    404      404    404      404     404   404        | in     404    403     302     302
GET  /operator/tenants                      | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/tenants/new                  | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/tenants/{slug}               | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/tenants/{slug}/plan          | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/tenants/{slug}/cancel        | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/tenants/{slug}/suspend       | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/tenants/{slug}/close         | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/tenants/{slug}/delete        | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/tenants/{slug}/steps         | 404    404      404    404      404     404   404        | 401    404    403     200     200
GET  /operator/tenants/{slug}/steps/events  | 404    404      404    404      404     404   404        | 401    404    403     200     200
GET  /operator/jobs                         | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/people                       | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/audit                        | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/audit/{id}                   | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/audit/live                   | 404    404      404    404      404     404   404        | 401    404    403     200     200
GET  /operator/audit/count                  | 404    404      404    404      404     404   404        | 401    404    403     200     200
GET  /operator/audit/rows                   | 404    404      404    404      404     404   404        | 401    404    403     200     200
GET  /operator/audit/export.csv             | 404    404      404    404      404     404   404        | 401    404    403     200     200
GET  /operator/audit/export.ndjson          | 404    404      404    404      404     404   404        | 401    404    403     200     200
GET  /operator/sources                      | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/sources/quarantine/{id}      | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/announcements                | 404    404      404    404      404     404   404        | in     404    403     403     200
GET  /operator/kit                          | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/alerts                       | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /operator/alerts/{id}                  | 404    404      404    404      404     404   404        | in     404    403     200     200
GET  /sign-in                               | 303    303      303    303      303     303   303        | 303    303    303     303     303
GET  /auth/callback                         | 303    303      303    303      303     303   303        | 303    303    303     303     303
POST /auth/backchannel-logout               | 400    400      400    400      400     400   400        | 400    400    400     400     400
POST /api/partner/enter                     | 401    404      404    404      404     404   404        | 401    404    302     403     403
POST /api/tenants/create                    | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/tenants/attribute                 | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/tenants/extend                     | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/tenants/suspend                    | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/tenants/resume                     | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/tenants/close                      | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/tenants/delete                     | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/provisioning/again                 | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/provisioning/pause                 | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/provisioning/resume                | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/provisioning/look                  | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/provisioning/repair                | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/provisioning/cancel                | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/views/save                         | 401    404      403    403      302     302   302        | 401    404    403     302     302
POST /api/views/remove                       | 401    404      403    403      404     404   404        | 401    404    403     404     404
POST /api/sources/pause                      | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/sources/resume                     | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/sources/read-again                 | 401    404      404    404      404     404   404        | 401    404    403     403     404
POST /api/sources/read-alike                 | 401    404      404    404      404     404   404        | 401    404    403     403     404
POST /api/sources/discard                    | 401    404      404    404      404     404   404        | 401    404    403     403     404
POST /api/members/add                        | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/members/role                       | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/members/suspend                    | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/members/resume                     | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/members/remove                     | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/members/end_sessions               | 401    404      403    302      403     302   302        | 401    404    404     404     404
POST /api/members/reset_second_factor        | 401    404      403    302      403     302   302        | 401    404    404     404     404
POST /api/members/invite_again               | 401    404      403    302      403     302   302        | 401    404    404     404     404
POST /api/members/send_link                  | 401    404      403    302      403     302   302        | 401    404    404     404     404
POST /api/groups/create                      | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/groups/rename                      | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/groups/delete                      | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/groups/add                         | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/groups/take                        | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/batches/choose                     | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/batches/start                      | 401    404      403    404      403     404   404        | 401    404    404     404     404
POST /api/batches/cancel                     | 401    404      403    404      403     404   404        | 401    404    404     404     404
POST /api/requests/ask                       | 401    404      404    404      404     404   404        | 401    302    302     302     302
POST /api/requests/accept                    | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/requests/decline                   | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/domains/add                      | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/domains/check                    | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/domains/remove                   | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/brand/change                     | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/brand/remove_logo                | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/brand/add_host                   | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/brand/check_hosts                | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/brand/remove_host                | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/alerts/acknowledge                 | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/alerts/send_again                  | 401    404      404    404      404     404   404        | 401    404    403     403     404
POST /api/partners/create                   | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/partners/change                   | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/partners/add_person               | 401    404      404    404      404     404   404        | 401    404    403     403     302
POST /api/partners/role                     | 401    404      404    404      404     404   404        | 401    404    403     403     404
POST /api/partners/remove_person            | 401    404      404    404      404     404   404        | 401    404    403     403     404
POST /api/grants/give                       | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/grants/change_end                 | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/grants/revoke                     | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/partner/create_tenant             | 401    404      404    404      404     404   404        | 401    404    302     403     403
POST /api/settings/save                     | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/me/rename                         | 401    302      302    302      302     302   302        | 401    302    302     302     302
POST /api/launcher/arrange                  | 401    404      302    302      302     302   302        | 401    404    404     404     404
POST /api/announcements/hide                | 401    404      404    404      404     404   404        | 401    404    404     404     404
POST /api/announcements/write               | 401    404      403    403      403     302   302        | 401    404    403     403     302
POST /api/announcements/end                 | 401    404      403    403      403     404   404        | 401    404    403     403     404
POST /api/apps/switch                       | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/apps/groups                       | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/links/add                         | 401    404      403    403      403     302   302        | 401    404    404     404     404
POST /api/links/edit                        | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/links/remove                      | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/links/move                        | 401    404      403    403      403     404   404        | 401    404    404     404     404
POST /api/sessions/end                      | 401    404      404    404      404     404   404        | 401    404    404     404     404
POST /api/doors/find                        | 302    302      302    302      302     302   302        | 302    302    302     302     302
POST /api/preferences/choose                | 302    302      302    302      302     302   302        | 302    302    302     302     302
GET  /healthz                               | 200    200      200    200      200     200   200        | 200    200    200     200     200
GET  /readyz                                | 200    200      200    200      200     200   200        | 200    200    200     200     200
GET  /metrics                               | 200    200      200    200      200     200   200        | 200    200    200     200     200
GET  /internal/traefik                      | 401    401      401    401      401     401   401        | 401    401    401     401     401
POST /hooks/authentik                       | 401    401      401    401      401     401   401        | 401    401    401     401     401
POST /hooks/stalwart                        | 401    401      401    401      401     401   401        | 401    401    401     401     401
GET  /brand/{slug}/{file}                   | 200    200      200    200      200     200   200        | 200    200    200     200     200
POST /sign-out                              | 303    303      303    303      303     303   303        | 303    303    303     303     303
";

/// A person's id that nobody has.
const NOBODY: &str = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";

pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub answers: Vec<&'static str>,
}

/// The heads of the columns, and the rows.
pub fn rows() -> (Vec<&'static str>, Vec<Row>) {
    let mut lines = TABLE.lines().filter(|line| !line.is_empty()).skip(1);
    let words = |line: &'static str| line.split(['|', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let heads = words(lines.next().unwrap());
    let rows = lines.map(|line| {
        let words = words(line);
        Row { method: words[0], path: words[1], answers: words[2..].to_vec() }
    });
    (heads, rows.collect())
}

#[test]
fn every_path_is_in_the_table_and_every_row_has_a_path() {
    // The router's pages write a parameter in their own way.
    let plain = |path: &str| {
        let part = |part: &str| part.strip_prefix(':').map_or_else(|| part.to_owned(), |name| format!("{{{name}}}"));
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    let functions = server_fn::axum::server_fn_paths().map(|(path, method)| {
        assert_eq!(method, Method::POST, "{path} changes something, and a link must not");
        path.to_owned()
    });
    let machines = http::MACHINE_PATHS.iter().map(|path| (*path).to_owned());
    let paths: BTreeSet<String> = functions.chain(machines).chain(http::pages()).map(|path| plain(&path)).collect();
    let table: BTreeSet<String> = rows().1.iter().map(|row| row.path.to_owned()).collect();
    assert_eq!(paths, table, "paths on the left, rows on the right");
}

pub struct Estate {
    pub world: World,
    people: Vec<Browser>,
    event: String,
    quarantined: String,
    alert: String,
    partner: String,
    group: String,
    batch: String,
}

pub async fn estate() -> Estate {
    let provider = "issuer = 'http://localhost:1/'\nclient_id = 'x'\nclient_secret = 'y'\n";
    let settings = format!(
        "[limits]\nlive_per_person = 100\nsign_in_per_minute = 1000\nasks_per_hour = 1000\n[launcher]\n\
        apps = [{{ app = 'mail', url = 'https://mail.dezky.example' }}]\n[oidc]\n{provider}[oidc.tenants.acme]\n{provider}"
    );
    let world = World::with(&settings).await;
    let acme = world.tenant("acme").await;
    let globex = world.tenant("globex").await;
    let work = world.store().begin().await.unwrap();
    work.plans()
        .insert(globex.id, TenantServices { mail: false, files: false, chat: false, quota: 0 }, None, world.now())
        .await
        .unwrap();
    work.save().await.unwrap();
    let gus = world.person("Gus").await;
    world.grant("globex", &gus, Role::Owner).await;
    let mut people = vec![world.browser("acme"), world.signed_in("acme", &gus).await];
    for role in [Role::Member, Role::Helpdesk, Role::Auditor, Role::Admin, Role::Owner] {
        people.push(world.member("acme", role.word(), role).await);
    }
    let ann = world.person("Ann").await;
    world.grant("acme", &ann, Role::Owner).await;
    people.extend([world.browser(""), world.signed_in("", &ann).await]);
    let nord = world.partner("Nordlicht IT").await;
    let agent = world.colleague(&nord, Role::PartnerAdmin.word(), Role::PartnerAdmin).await;
    world.let_in("globex", &nord, GrantScope::Manage, TimeDelta::days(30)).await;
    people.push(world.signed_in("", &agent).await);
    for role in [Role::OperatorAuditor, Role::Operator] {
        people.push(world.operator(role.word(), role).await);
    }
    let event = record(&world, &acme).await;
    let quarantined = quarantine(&world).await;
    let alert = alert(&world).await;
    let (group, batch) = desk(&world, &acme, &ann).await;
    Estate { world, people, event, quarantined, alert, group, batch, partner: nord.id.to_string() }
}

async fn record(world: &World, tenant: &dezky_domain::tenant::Tenant) -> String {
    let host = Host::Tenant(std::sync::Arc::new(tenant.clone()));
    let ctx = Ctx { host, ..Ctx::service("test", std::sync::Arc::clone(&world.state.clock)) };
    let event = audit::event(&ctx, "tenant.brand", Outcome::Done, Target::default());
    let id = event.id.to_string();
    audit::record(&world.state, event).await.unwrap();
    id
}

async fn quarantine(world: &World) -> String {
    let id = QuarantineId::new(&*world.clock);
    let record = Quarantined {
        id,
        source: Source::Ocis,
        seen: world.now(),
        position: "x:0".to_owned(),
        reason: Unreadable::NotJson,
        length: 4,
        bytes: b"oops".to_vec(),
        sha256: String::new(),
        settled: None,
    };
    let work = world.store().begin().await.unwrap();
    work.sources().quarantine(Source::Ocis, &[record]).await.unwrap();
    work.save().await.unwrap();
    id.to_string()
}

/// An alert that is open, without deliveries.
async fn alert(world: &World) -> String {
    let about = About::source(Source::Ocis);
    let finding = Finding { rule: Rule::Gap, about, tenant: None, since: world.now(), mark: 1, count: 1 };
    let work = world.store().begin().await.unwrap();
    let Raised::Opened(alert) = work.alerts().raise(&finding, &[]).await.unwrap() else { panic!() };
    work.save().await.unwrap();
    alert.id.to_string()
}

/// A group of the tenant's, and something that would be done to many.
async fn desk(world: &World, tenant: &dezky_domain::tenant::Tenant, by: &Person) -> (String, String) {
    let (group, batch) = (GroupId::new(&*world.clock), BatchId::new(&*world.clock));
    let work = world.store().begin().await.unwrap();
    let name = GroupName::parse("Sales").unwrap();
    work.groups().insert(&ALL, tenant.id, group, &name, world.now()).await.unwrap();
    let new = NewBatch {
        id: batch,
        tenant: tenant.id,
        deed: &Deed::Suspend,
        by: by.id,
        by_name: &by.name,
        language: Language::English,
        request: "0123456789",
        now: world.now(),
    };
    work.batches().insert(&ALL, &new).await.unwrap();
    work.save().await.unwrap();
    (group.to_string(), batch.to_string())
}

impl Estate {
    pub fn address(&self, path: &str, person: &str) -> String {
        let id = match path {
            _ if path.contains("quarantine") => &self.quarantined,
            _ if path.contains("alerts") => &self.alert,
            _ if path.contains("partners") => &self.partner,
            _ if path.contains("batches") => &self.batch,
            _ if path.contains("groups") => &self.group,
            _ if path.contains("people") => person,
            _ => &self.event,
        };
        let slug = if path.starts_with("/operator") { "globex" } else { "acme" };
        path.replace("{id}", id)
            .replace("{slug}", slug)
            .replace("{file}", "f4b942.css")
            .replace("{domain}", "acme.example")
            .replace("{key}", "app:mail")
    }
}

/// What each form holds; whatever it is, who may not isn't told that it is wrong. `person` is who it is about.
pub fn form<'a>(path: &str, person: &'a str) -> Vec<(&'static str, &'a str)> {
    match path {
        "/api/partner/create_tenant" | "/api/tenants/create" => tenant_form("New", "newest", "", "").to_vec(),
        "/api/partner/enter" => vec![("slug", "globex")],
        "/partner-entry" => vec![("ticket", "none")],
        "/api/partners/create" => vec![("name", "Südlicht"), ("contact", "")],
        "/api/partners/change" => vec![("id", NOBODY), ("name", ""), ("contact", "")],
        "/api/partners/add_person" => {
            vec![("id", NOBODY), ("email", ""), ("person_name", ""), ("role", "partner_agent"), ("subject", "")]
        }
        "/api/partners/role" => vec![("id", NOBODY), ("person", person), ("role", "partner_agent")],
        "/api/partners/remove_person" => vec![("id", NOBODY), ("person", person)],
        "/api/grants/give" => vec![("partner", "Nobody"), ("scope", "help"), ("until", ""), ("reason", "")],
        "/api/grants/change_end" => vec![("id", NOBODY), ("until", "")],
        "/api/settings/save" => vec![
            ("language", ""),
            ("idle_minutes", "x"),
            ("session_hours", ""),
            ("retention_days", ""),
            ("alert_mail", ""),
        ],
        "/api/me/rename" => vec![("name", "")],
        "/api/tenants/attribute" => {
            vec![("slug", "acme"), ("kind", "space"), ("id", "0f229b2a-7a70-4a51-8e54-5daca7dca79f"), ("name", "")]
        }
        "/api/tenants/extend" => vec![("slug", "globex"), ("quota", "7")],
        "/api/tenants/delete" => vec![("slug", "globex"), ("typed", "globex")],
        "/api/provisioning/repair" => vec![("slug", "globex"), ("ids", "")],
        "/api/members/add" => {
            vec![("name", "N"), ("email", "n@n.example"), ("role", "member"), ("invite_to", ""), ("language", "en")]
        }
        "/api/groups/create" => vec![("name", person)],
        "/api/groups/rename" => vec![("id", NOBODY), ("name", "Other")],
        "/api/groups/add" | "/api/groups/take" => vec![("person", person), ("page", "/admin/groups")],
        "/api/batches/choose" => {
            vec![("deed", "suspend"), ("which", "ticked"), ("query", ""), ("ids[]", person)]
        }
        "/api/requests/ask" => vec![("address", "x@acme.example"), ("why", "")],
        "/api/groups/delete"
        | "/api/batches/start"
        | "/api/batches/cancel"
        | "/api/requests/accept"
        | "/api/requests/decline"
        | "/api/grants/revoke"
        | "/api/views/remove"
        | "/api/sources/read-again"
        | "/api/links/remove"
        | "/api/announcements/hide"
        | "/api/announcements/end" => vec![("id", NOBODY)],
        "/api/members/role" => vec![("id", person), ("role", "auditor")],
        "/api/domains/add" => vec![("domain", "more.example")],
        "/api/brand/change" => vec![("name", "Acme"), ("accent", "#f4b942"), ("support", "")],
        "/api/brand/remove_logo" => vec![("ground", "light")],
        "/api/brand/add_host" => vec![("host", "cloud.acme.example")],
        "/api/brand/remove_host" => vec![("host", "none.acme.example")],
        "/api/sources/pause" | "/api/sources/resume" => vec![("source", "ocis")],
        "/api/views/save" => vec![("name", "Refused"), ("query", "outcome=refused&source=ocis")],
        "/api/sources/discard" => vec![("id", NOBODY), ("why", "tried")],
        "/api/alerts/acknowledge" => vec![("id", NOBODY), ("note", "")],
        "/api/alerts/send_again" => vec![("id", NOBODY), ("alert", NOBODY)],
        "/api/launcher/arrange" => vec![("pin", "app:mail")],
        "/api/apps/switch" => vec![("app", "mail"), ("on", "")],
        "/api/apps/groups" => vec![("app", "mail")],
        "/api/links/add" => vec![("name", "N"), ("url", "https://n.example"), ("icon", "globe")],
        "/api/links/edit" => vec![("id", NOBODY), ("name", "N"), ("url", "https://n.example"), ("icon", "globe")],
        "/api/links/move" => vec![("id", NOBODY), ("way", "up")],
        "/api/announcements/write" => {
            vec![("severity", "info"), ("title", ""), ("text", ""), ("from", ""), ("until", "")]
        }
        "/api/sessions/end" | "/api/sources/read-alike" => vec![("id", "0f229b2a-7a70-4a51-8e54-5daca7dca79f")],
        "/api/doors/find" => vec![("address", "x@acme.example")],
        "/api/preferences/choose" => vec![("language", "de"), ("page", "/")],
        "/auth/backchannel-logout" => vec![("logout_token", "x.y.z")],
        _ if path.starts_with("/api/domains/") => vec![("domain", "acme.example")],
        _ if path.starts_with("/api/members/") => vec![("id", person)],
        _ if path.starts_with("/api/tenants/") || path.starts_with("/api/provisioning/") => vec![("slug", "globex")],
        _ => Vec::new(),
    }
}

pub async fn ask(estate: &Estate, browser: &Browser, row: &Row, address: &str, person: &str) -> String {
    let Row { method, path, .. } = *row;
    // A browser of its own for each question: an answer may end the session that asks.
    let mut browser = browser.clone();
    if path.ends_with("/live") || path.ends_with("/events") {
        return browser.open(address).await.status().to_string();
    }
    let answer = match method {
        "GET" => browser.get(address).await,
        _ => {
            let mut form = form(path, person);
            // The group that is there; a rename and a deletion are of one that isn't.
            if matches!(path, "/api/groups/add" | "/api/groups/take") {
                form.push(("id", &estate.group));
            }
            browser.post(address, &form).await
        }
    };
    said(&answer, address)
}

fn said(answer: &Answer, address: &str) -> String {
    if answer.status == 303 && answer.location().starts_with("/sign-in?next=") {
        let next = answer.location().replace("%2F", "/").replace("%3A", ":");
        assert_eq!(next, format!("/sign-in?next={address}"), "and back to where it was asked");
        return "in".to_owned();
    }
    answer.status.to_string()
}

#[tokio::test]
async fn everybody_is_answered_as_the_table_says() {
    let estate = estate().await;
    let (heads, rows) = rows();
    let mut wrong = String::new();
    for row in rows {
        assert_eq!(row.answers.len(), heads.len(), "{}", row.path);
        for (number, ((who, browser), expected)) in heads.iter().zip(&estate.people).zip(&row.answers).enumerate() {
            // The one who signs out does so last, and only once.
            let browser = if row.path == "/sign-out" { &estate.world.browser("") } else { browser };
            // Somebody else each time: what one did to them would be in the next one's way.
            let about = estate.world.person(&format!("{} {} {number}", row.method, row.path.replace('/', "."))).await;
            estate.world.grant("acme", &about, Role::Member).await;
            let (address, about) = (estate.address(row.path, &about.id.to_string()), about.id.to_string());
            let answered = ask(&estate, browser, &row, &address, &about).await;
            if answered != *expected {
                wrong +=
                    &format!("{} {} to {who} on {}: {answered}, not {expected}\n", row.method, row.path, browser.host);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[tokio::test]
async fn a_refusal_says_what_is_wrong_and_nothing_of_what_is_there() {
    let estate = estate().await;
    let mut by: BTreeMap<&str, Browser> = rows().0.into_iter().zip(estate.people.iter().cloned()).take(7).collect();
    let path = estate.address("/admin/audit/{id}", "");
    let member = by.get_mut("member").unwrap().get(&path).await;
    member.is(403).says("Your role doesn’t include this").keeps_quiet_about(&estate.event[..8]);
    let stranger = by.get_mut("stranger").unwrap().get(&path).await;
    stranger.is(404).says("Nothing here").says("gus@people.example").says("Sign out").keeps_quiet_about("tenant.brand");
    // What isn't there and what isn't theirs are told apart by nothing but the reference.
    let gone = by.get_mut("stranger").unwrap().get("/admin/audit/0f229b2a-7a70-4a51-8e54-5daca7dca79f").await;
    let plain = |answer: &Answer| answer.text().replace(answer.header("x-request-id"), "");
    assert_eq!(plain(&stranger), plain(&gone));
}

#[tokio::test]
async fn another_tenants_objects_are_not_there() {
    let estate = estate().await;
    let world = &estate.world;
    let globex = world.tenant_of("globex").await;
    let theirs = record(world, &globex).await;
    let mut ann = world.member("acme", "Ann Ade", Role::Owner).await;
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    gus.get(&format!("/admin/audit/{theirs}")).await.is(200);
    ann.get(&format!("/admin/audit/{theirs}")).await.is(404);
    ann.get(&format!("/admin/audit/{theirs}?tab=raw")).await.is(404);
    gus.get(&format!("/admin/audit/{}", estate.event)).await.is(404);
    for query in ["", "tenant=globex", "tenant=none", "q=globex", "action=tenant.brand"] {
        ann.get(&format!("/admin/audit?{query}")).await.is(200).keeps_quiet_about(&theirs);
        ann.get(&format!("/admin/audit/rows?after=0&{query}")).await.is(200).keeps_quiet_about(&theirs);
    }
    assert_eq!(ann.get("/admin/audit/count?after=0&tenant=globex").await.body, "0");
    // The session of one host, carried to another, is nobody's.
    let mut carried = world.browser("globex");
    carried.cookies.clone_from(&ann.cookies);
    let answer = carried.get("/admin/people").await;
    assert_eq!(answer.is(303).location(), "/sign-in?next=%2Fadmin%2Fpeople");
}

#[tokio::test]
async fn no_change_is_taken_from_a_link_or_from_another_site() {
    let estate = estate().await;
    let operator = estate.people.last().unwrap();
    let functions: Vec<_> = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    assert!(functions.len() >= 5, "{functions:?}");
    for path in functions.iter().copied().chain(["/admin/brand/logo", "/sign-out"]) {
        let linked = operator.clone().get(&format!("{path}?name=New&slug=newest&domain=&accent=")).await;
        assert!([404, 405].contains(&linked.status), "{path}: {}", linked.status);
        for (site, origin) in [
            ("cross-site", "https://evil.example"),
            ("cross-site", ""),
            ("same-site", "http://globex.localhost:3000"),
            ("same-site", "http://localhost:3000"),
            ("same-origin", "http://acme.localhost:3000"),
            ("", "http://acme.localhost:3000"),
            ("", "null"),
            ("", ""),
        ] {
            let mut elsewhere = operator.clone().with("sec-fetch-site", site).with("origin", origin);
            let answer = elsewhere.post(path, &form(path, NOBODY)).await;
            answer.is(403).says("Your role doesn’t include this");
            assert!(elsewhere.session().is_some(), "{path} {site:?} {origin:?}");
        }
    }
    assert_eq!(estate.world.events_of("tenant.create").await.len(), 0);
    operator.clone().get("/operator").await.is(302);
    // Each of them stands on the line, with the path.
    let refused = estate.world.events_of("access.refused").await;
    assert_eq!(refused.len(), (functions.len() + 2) * 8);
    assert_eq!(refused[0].event.target.name.as_deref(), Some("/sign-out"));
    assert_eq!(refused[0].event.actor.name.as_deref(), Some("operator"));
}

#[tokio::test]
async fn what_nobody_asks_for_from_elsewhere_fills_no_line() {
    let estate = estate().await;
    let mut stranger = estate.people[0].clone().with("sec-fetch-site", "cross-site");
    stranger.post("/api/tenants/create", &form("/api/tenants/create", NOBODY)).await.is(403);
    assert!(estate.world.events_of("access.refused").await.is_empty());
}

#[tokio::test]
async fn a_browser_too_old_to_say_which_site_asks_is_known_by_its_origin() {
    let estate = estate().await;
    let old = estate.people.last().unwrap().clone().with("sec-fetch-site", "");
    let answer =
        old.with("origin", "http://localhost:3000").post("/api/preferences/choose", &[("theme", "dark")]).await;
    assert_eq!(answer.is(302).location(), "/");
}
