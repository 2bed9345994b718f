//! `dezky config`

use std::process::ExitCode;

use super::{Failure, Format, say, table};
use crate::config::{Outside, settings};

pub fn print(outside: &Outside, format: Format) -> Result<ExitCode, Failure> {
    let settings = settings(outside)?;
    if format == Format::Json {
        say(&serde_json::to_string_pretty(&settings)?);
        return Ok(ExitCode::SUCCESS);
    }
    let head = ["KEY", "VALUE", "FROM", "DEFAULT", "VARIABLE"].map(str::to_owned).to_vec();
    let rows =
        settings.into_iter().map(|one| vec![one.key, short(&one.value), one.origin, short(&one.default), one.variable]);
    table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    Ok(ExitCode::SUCCESS)
}

/// A list of apps is longer than any terminal is wide; `--format json` has it whole.
fn short(value: &str) -> String {
    const WIDTH: usize = 60;
    if value.chars().count() <= WIDTH {
        return value.to_owned();
    }
    value.chars().take(WIDTH - 1).chain(['…']).collect()
}
