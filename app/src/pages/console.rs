//! The consoles' own addresses lead to the first place in them that the caller may see.

use dezky_domain::access::Action;
use leptos::{either::Either, prelude::*};

use super::overview::Overview;
use crate::{
    backend::load,
    ui::desk::{ADMINISTRATION, OPERATOR, PARTNER, Place, entrance},
};

/// A tenant's administration begins with the tenant at a glance.
#[component]
pub fn Admin() -> impl IntoView {
    load(|backend| async move {
        if !backend.ctx.may(Action::ReadOverview) {
            leptos_axum::redirect(entrance(&backend.ctx, ADMINISTRATION)?);
            return Ok(Either::Left(()));
        }
        let overview = backend.services.overview.show(&backend.ctx).await?;
        Ok(Either::Right(view! { <Overview backend overview/> }))
    })
}

#[component]
pub fn Partner() -> impl IntoView {
    lead(PARTNER)
}

#[component]
pub fn Operator() -> impl IntoView {
    lead(OPERATOR)
}

fn lead(places: &'static [Place]) -> impl IntoView {
    load(move |backend| async move {
        leptos_axum::redirect(entrance(&backend.ctx, places)?);
        Ok(())
    })
}
