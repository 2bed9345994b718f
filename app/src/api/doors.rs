//! From an address to the workspace it belongs to.

use leptos::prelude::*;

#[server(prefix = "/api", endpoint = "doors/find")]
pub async fn find_door(address: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let door = backend.services.launchers.door(&backend.ctx, &address).await;
    let form = Form { name: "door", page: "/".into(), typed: &[("address", &*address)] };
    answer(&backend, form, door.map(|path| Done { path, said: None })).await
}
