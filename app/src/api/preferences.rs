//! Language and theme: cookies that hold a choice and nothing else, so they need no account. Who has one keeps the choice
//! there too, for other browsers.

use leptos::prelude::*;

/// What a browser is told to keep.
#[cfg(feature = "ssr")]
#[must_use]
pub fn cookie(name: &str, word: &str, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={word}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}")
}

/// Sets what is given: a language's word, or `light`, `dark`, `system`. `page` is where to go on; only a path of this
/// host is taken.
#[server(prefix = "/api", endpoint = "preferences/choose")]
pub async fn choose(
    language: Option<String>,
    theme: Option<String>,
    page: Option<String>,
) -> Result<(), ServerFnError> {
    use dezky_domain::language::Language;
    use http::{HeaderValue, header::SET_COOKIE};
    use leptos_axum::ResponseOptions;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let language = language.and_then(|word| Language::parse(&word));
    let theme = theme.filter(|word| ["light", "dark", "system"].contains(&word.as_str()));
    if backend.ctx.acting().is_some() && (language.is_some() || theme.is_some()) {
        let dark = theme.as_deref().map(|word| (word != "system").then_some(word == "dark"));
        if let Err(error) = backend.services.me.choose(&backend.ctx, language, dark).await {
            super::answer::refuse(&error);
            return Ok(());
        }
    }
    let language = language.map(|language| ("language", language.word()));
    let theme = theme.as_deref().map(|word| ("theme", word));
    for (name, word) in language.into_iter().chain(theme) {
        let cookie = cookie(name, word, backend.services.platform.secure);
        if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
            response.append_header(SET_COOKIE, cookie);
        }
    }
    leptos_axum::redirect(dezky_domain::page::here(page.as_deref().unwrap_or("/")));
    Ok(())
}
