//! What calls of the API tell, and what comes into being by itself.

use super::{Said, Span, State, Telemetry};
use crate::stalwart::batch::Ran;

impl Telemetry {
    /// One event a call, whether objects of it were refused or not: no target, nothing of what changed
    /// (facts/stalwart.md §0.4). A call that was refused as a whole has an event of its own.
    pub fn ran(&self, calls: &[Ran], account: u64, span: &Span) {
        for call in calls {
            let method = call.method.as_str();
            let account = ("accountId", Said::Number(account));
            match &call.refused {
                None => {
                    let own =
                        vec![("id", method.into()), ("spanId", Said::Span), account, ("elapsed", Said::Millis(1))];
                    self.emit("jmap.method-call", Some(span), own);
                }
                Some(error) => {
                    let name = match error.kind {
                        "forbidden" => "jmap.forbidden",
                        "unknownMethod" => "jmap.unknown-method",
                        _ => "jmap.invalid-arguments",
                    };
                    let details = Said::Text(error.description.clone());
                    let own = vec![("details", details), ("spanId", Said::Span), account, ("causedBy", method.into())];
                    self.emit(name, Some(span), own);
                }
            }
        }
    }

    /// What the state has to tell after calls: new keys, and that settings are to be loaded.
    pub fn after(&self, state: &mut State) {
        for (selector, domain) in std::mem::take(&mut state.keys_told) {
            let own = vec![("id", Said::Text(selector)), ("details", Said::Text(domain))];
            self.emit("dkim.signature-created", None, own);
        }
        if std::mem::take(&mut state.loads) {
            self.load(state);
        }
    }
}
