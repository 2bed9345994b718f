//! Who hears of events, and of which: webhooks and tracers (facts/stalwart.md §5.1, §5.2). An unknown name among the
//! events refuses the whole object.

use super::{Kind, Numbering};
use crate::stalwart::events::NAMES;
use crate::stalwart::form::{Field, Form, must, must_secret, with};

const LEVEL: Field = with("level", Form::Word(&["error", "warn", "info", "debug", "trace"]), r#""info""#);
const LOSSY: Field = with("lossy", Form::Flag, "false");
const ENABLE: Field = with("enable", Form::Flag, "true");
const EVENTS: Field = with("events", Form::Set(&Form::Word(NAMES)), "{}");
const POLICY: Field = with("eventsPolicy", Form::Word(&["include", "exclude"]), r#""exclude""#);
const KEY_VALUE: &[Field] = &[must_secret("secret")];
const KEY_ELSEWHERE: (&str, &[Field]) = ("EnvironmentVariable", &[must("variableName", Form::Text)]);
const KEY_IN_FILE: (&str, &[Field]) = ("File", &[must("filePath", Form::Text)]);
const SECRET: Form = Form::Variant(&[("Value", KEY_VALUE), KEY_ELSEWHERE, KEY_IN_FILE]);

pub static TRACER: Kind = Kind {
    name: "Tracer",
    form: Form::Variant(&[
        (
            "Log",
            &[
                must("path", Form::Text),
                with("prefix", Form::Text, r#""stalwart""#),
                with("rotate", Form::Word(&["daily", "hourly", "minutely", "never"]), r#""daily""#),
                with("ansi", Form::Flag, "true"),
                with("multiline", Form::Flag, "false"),
                ENABLE,
                LEVEL,
                LOSSY,
                EVENTS,
                POLICY,
            ],
        ),
        (
            "Stdout",
            &[
                with("buffered", Form::Flag, "true"),
                with("ansi", Form::Flag, "false"),
                with("multiline", Form::Flag, "false"),
                ENABLE,
                LEVEL,
                LOSSY,
                EVENTS,
                POLICY,
            ],
        ),
        ("Journal", &[ENABLE, LEVEL, LOSSY, EVENTS, POLICY]),
    ]),
    numbering: Numbering::Time,
    filters: &[],
};

pub static WEBHOOK: Kind = Kind {
    name: "WebHook",
    form: Form::Fields(&[
        with("allowInvalidCerts", Form::Flag, "false"),
        with("signatureKey", Form::Variant(&[("None", &[]), ("Value", KEY_VALUE), KEY_ELSEWHERE, KEY_IN_FILE]), ""),
        with("throttle", Form::Count, "1000"),
        with("timeout", Form::Count, "30000"),
        with("discardAfter", Form::Count, "300000"),
        must("url", Form::Text),
        with(
            "httpAuth",
            Form::Variant(&[
                ("Unauthenticated", &[]),
                ("Basic", &[must("username", Form::Text), with("secret", SECRET, "")]),
                ("Bearer", &[with("bearerToken", SECRET, "")]),
            ]),
            "",
        ),
        with("httpHeaders", Form::Any, "{}"),
        ENABLE,
        LEVEL,
        LOSSY,
        EVENTS,
        POLICY,
    ]),
    numbering: Numbering::Time,
    filters: &[],
};
