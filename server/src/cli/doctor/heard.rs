//! Whether what the engines tell can be heard: Authentik's events, which must be readable, and Stalwart's webhook, which
//! must lead here.

use dezky_connect::authentik::Ask;
use dezky_domain::provision::TroubleKind;

use super::Findings;
use crate::{state::State, worker::watch};

const RIGHTS: &str = "The API key must be allowed to read and change webhooks and tracers.";

pub(super) async fn heard(state: &State, findings: &mut Findings) {
    authentik(state, findings).await;
    stalwart(state, findings).await;
}

async fn authentik(state: &State, findings: &mut Findings) {
    let Some(authentik) = &state.authentik else { return };
    if state.config.sources.authentik.poll_seconds == 0 {
        findings.note("Authentik's events are not read", "Set sources.authentik.poll_seconds.");
        return;
    }
    match authentik.events(Ask { page: 1, size: 1 }).await {
        Ok(_) => findings.fine("Authentik's events: may be read"),
        Err(trouble) if trouble.kind == TroubleKind::Credentials => findings.wrong(
            "Authentik's events: the account may not read them",
            "Give the role of Dezky's account the permission `authentik_events.view_event`.",
        ),
        Err(trouble) => findings.wrong(
            &format!("Authentik's events: {} {}", trouble.kind.word(), trouble.detail.unwrap_or_default()),
            "Open /api/v3/events/events/ with Dezky's token from this machine.",
        ),
    }
}

async fn stalwart(state: &State, findings: &mut Findings) {
    let Some(stalwart) = &state.stalwart else { return };
    let Some(wanted) = watch::wanted(state) else {
        findings.note(
            "Stalwart's webhook is not ours to set up",
            "Set sources.stalwart.webhook_url to where Stalwart reaches /hooks/stalwart.",
        );
        return;
    };
    match stalwart.watch_plan(&wanted).await {
        Ok(plan) if plan.calls.is_empty() => findings.fine(&format!("Stalwart's webhook: leads to {}", wanted.url)),
        Ok(_) if findings.fix => match watch::set_up(state, stalwart, &wanted).await {
            Ok(true) => findings.mended(&format!("Stalwart's webhook and log: set up, it leads to {}", wanted.url)),
            Ok(false) => findings.note("Stalwart's webhook: a worker is setting it up", "Ask again in a minute."),
            Err(error) => findings.wrong(&format!("Stalwart's webhook: {error}"), RIGHTS),
        },
        Ok(plan) => {
            let fields: Vec<String> = plan.differences.into_iter().map(|difference| difference.field).collect();
            findings.wrong(
                &format!("Stalwart's webhook: not as wanted ({})", fields.join(", ")),
                "`dezky work` sets it up within a minute; if it stays so, the API key may not change x:WebHook.",
            );
        }
        Err(trouble) => findings.wrong(
            &format!("Stalwart's webhook: {} {}", trouble.kind.word(), trouble.detail.unwrap_or_default()),
            RIGHTS,
        ),
    }
}
