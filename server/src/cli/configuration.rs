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
    let rows = settings.into_iter().map(|one| vec![one.key, one.value, one.origin, one.default, one.variable]);
    table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    Ok(ExitCode::SUCCESS)
}
