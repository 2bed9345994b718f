//! `dezky doctor`: looks at everything that Dezky needs and says what to do about what is wrong; with `--fix` it does what
//! needs nobody's decision.

mod heard;

use std::{process::ExitCode, sync::Arc};

use dezky_domain::{
    AppError,
    audit::Source,
    ctx::{Clock, Ctx, Scope},
    provision::StepState,
};
use dezky_store::Store;

use super::{Failure, say};
use crate::{config::Config, provision::desire, state::State};

struct Findings {
    wrong: usize,
    /// Mends what can be mended.
    fix: bool,
}

impl Findings {
    fn fine(&self, what: &str) {
        say(&format!("  ok    {what}"));
    }

    fn mended(&self, what: &str) {
        say(&format!("  fixed {what}"));
    }

    fn note(&self, what: &str, advice: &str) {
        say(&format!("  note  {what}\n        {advice}"));
    }

    fn wrong(&mut self, what: &str, advice: &str) {
        self.wrong += 1;
        say(&format!("  wrong {what}\n        {advice}"));
    }
}

pub async fn run(config: Config, clock: Arc<dyn Clock>, fix: bool) -> Result<ExitCode, Failure> {
    let mut findings = Findings { wrong: 0, fix };
    findings.fine("configuration: every key and value is known");
    site(&config, &mut findings);
    match Store::connect(config.database_url(), Arc::clone(&clock)).await {
        Err(error) => findings.wrong(
            &format!("database: {error}"),
            "Check database.url, that the server runs, and that this user may use it.",
        ),
        Ok(store) => {
            database(&store, &mut findings).await;
            match State::new(config, store, clock) {
                Err(error) => findings.wrong(&error.to_string(), "Mend this setting; `dezky config` shows all."),
                Ok(state) => {
                    providers(&state, &mut findings).await;
                    engines(&state, &mut findings).await;
                    platform(&state, &mut findings).await;
                    heard::heard(&state, &mut findings).await;
                    ocis(&state, &mut findings);
                }
            }
        }
    }
    Ok(if findings.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn site(config: &Config, findings: &mut Findings) {
    if config.web.site.join("pkg").is_dir() {
        findings.fine(&format!("pages: built in {}", config.web.site.display()));
    } else {
        findings.wrong(
            &format!("pages: {} has no pkg", config.web.site.display()),
            "Run `make build`, or point web.site at the built directory.",
        );
    }
    if config.web.secure && config.web.trusted_proxies.is_empty() {
        findings.note(
            "web.trusted_proxies is empty",
            "Behind a proxy every client has the proxy's address: rate limits then count all people as one.",
        );
    }
}

async fn database(store: &Store, findings: &mut Findings) {
    match store.pending().await {
        Ok(0) => findings.fine(&format!("database: {}, at this version's shape", store.kind())),
        Ok(pending) if findings.fix => match store.migrate().await {
            Ok(()) => findings.mended(&format!("database: {pending} migrations applied, none pending")),
            Err(error) => findings.wrong(&format!("database: {error}"), "Check that this user may change the schema."),
        },
        Ok(pending) => findings.wrong(&format!("database: {pending} migrations pending"), "Run `dezky migrate`."),
        Err(error) => findings.wrong(&format!("database: {error}"), "Check that this user may read the schema."),
    }
}

async fn providers(state: &State, findings: &mut Findings) {
    let all: Vec<_> = state.providers.all().collect();
    if all.is_empty() {
        findings
            .wrong("identity provider: none is configured", "Set oidc.issuer, oidc.client_id and oidc.client_secret.");
    }
    for (slug, registration) in all {
        let whose = slug.map_or_else(|| "the platform".to_owned(), |slug| slug.to_string());
        if !registration.issuer.ends_with('/') {
            findings.note(
                &format!("issuer of {whose} ends without a slash"),
                "Authentik's end with one, and issuers are compared literally.",
            );
        }
        match state.providers.metadata(registration).await {
            Ok(_) => findings.fine(&format!("identity provider of {whose}: {}", registration.issuer)),
            Err(error) => findings.wrong(
                &format!("identity provider of {whose}: {error}"),
                &format!("Open {}.well-known/openid-configuration from this machine: its `issuer` must be the same, letter by letter.", registration.issuer),
            ),
        }
    }
}

async fn engines(state: &State, findings: &mut Findings) {
    if !state.engines.ready() {
        findings.note("no engine is configured: tenants are records only", "Set authentik.url and its token.");
    }
    for line in state.engines.all() {
        let name = line.engine.system().name();
        match line.engine.check().await {
            Ok(words) => {
                findings.fine(&format!("{name}: answers, and takes our credentials"));
                for word in words {
                    findings.note(&format!("{name}: {word}"), "Nothing stops; it is good to know.");
                }
            }
            Err(trouble) => findings.wrong(
                &format!("{name}: {} {}", trouble.kind.word(), trouble.detail.unwrap_or_default()),
                if line.engine.system() == Source::Zulip {
                    "Check zulip.socket, and that infrastructure/zulip's sidecar runs there and takes this user."
                } else {
                    "Check its url and token, and that it can be reached from here."
                },
            ),
        }
    }
}

/// What the platform itself needs in the engines. Whoever works brings it about; mending is to ask for it now.
async fn platform(state: &State, findings: &mut Findings) {
    if !state.engines.ready() {
        return;
    }
    let scope = Scope::any_tenant("what belongs to the platform is no tenant's");
    let looked = async {
        let all = state.store.resources().of(&scope, None).await?;
        let open = all.iter().filter(|one| one.state != StepState::Done).count();
        if findings.fix && (all.is_empty() || open > 0) {
            let ctx = Ctx::service("doctor", Arc::clone(&state.clock));
            let work = state.store.begin().await?;
            desire::platform(&work, &state.config, &ctx).await?;
            desire::wake(&work, &ctx, None).await?;
            work.save().await?;
        }
        Ok::<_, AppError>((all.len(), open))
    };
    match looked.await {
        Ok((all, 0)) if all > 0 => findings.fine("the platform's own objects in the engines: as wanted"),
        Ok(_) if findings.fix => {
            findings
                .mended("the platform's own objects in the engines: asked for; /operator/jobs shows what comes of it");
        }
        Ok((_, open)) => findings.note(
            &format!("the platform's own objects in the engines: {open} aren't as wanted, or nobody has looked yet"),
            "`dezky work` makes them; `dezky doctor --fix` asks for them now.",
        ),
        Err(error) => findings.wrong(&format!("the platform's own objects: {error}"), "Check the database."),
    }
}

fn ocis(state: &State, findings: &mut Findings) {
    let path = &state.config.sources.ocis.path;
    if path.as_os_str().is_empty() {
        findings.note("OCIS's audit log is not followed", "Set sources.ocis.path.");
        return;
    }
    match std::fs::File::open(path) {
        Ok(_) => findings.fine(&format!("OCIS's audit log: {}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => findings.note(
            &format!("OCIS's audit log: {} is not there yet", path.display()),
            "OCIS makes it with its first event, if OCIS_ADD_RUN_SERVICES=audit, AUDIT_LOG_TO_FILE=true and AUDIT_FILEPATH are set.",
        ),
        Err(error) => findings.wrong(&format!("OCIS's audit log: {}: {error}", path.display()), "This user must be able to read it: OCIS writes it as mode 0644."),
    }
}
