//! `/dav/spaces/{drive}/…`: the folders of a space, by MKCOL, PROPFIND and DELETE. The sandbox keeps no files.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::caller::Call;
use super::multistatus::{Entry, Trouble, multistatus};
use super::roles::SpaceRole;
use super::space::Folder;
use super::state::State;

/// The space itself.
pub async fn root(call: Call, method: Method, Path(drive): Path<String>, body: Bytes) -> Result<Response, Trouble> {
    serve(&call, &method, &drive, "/", &body)
}

/// Something in it.
pub async fn folder(
    call: Call,
    method: Method,
    Path((drive, path)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Trouble> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.contains(&"..") {
        return Err(Trouble::bad_request("invalid path"));
    }
    serve(&call, &method, &drive, &format!("/{}", parts.join("/")), &body)
}

fn serve(call: &Call, method: &Method, drive: &str, path: &str, body: &[u8]) -> Result<Response, Trouble> {
    match method.as_str() {
        "PROPFIND" => list(call, drive, path),
        "MKCOL" => create(call, drive, path, body),
        "DELETE" => delete(call, drive, path),
        "OPTIONS" => Ok((StatusCode::OK, [("allow", "OPTIONS, MKCOL, PROPFIND, DELETE"), DAV]).into_response()),
        _ => Ok(StatusCode::METHOD_NOT_ALLOWED.into_response()),
    }
}

/// What a listing says of the server.
pub const DAV: (&str, &str) = ("dav", "1, 3, extended-mkcol");

fn list(call: &Call, drive: &str, path: &str) -> Result<Response, Trouble> {
    let depth = call.headers.get("depth").map_or(Some("1"), |depth: &HeaderValue| depth.to_str().ok());
    let deep = match depth {
        Some("0") => false,
        Some("1") => true,
        other => {
            return Err(Trouble::bad_request(&format!("Invalid Depth header value: {}", other.unwrap_or_default())));
        }
    };
    let state = call.state();
    let (index, role) = entered(call, &state, drive)?;
    let space = &state.spaces[index];
    let id = state.drive_id(space.id);
    let entry = |path: &str, folder: &Folder| Entry::folder(&id, path, folder, role);
    let mut entries = if path == "/" {
        vec![Entry::root(&id, space, role)]
    } else {
        vec![entry(path, space.folders.get(path).ok_or_else(Trouble::not_found)?)]
    };
    if deep {
        let children = space.folders.iter().filter(|(child, _)| parent(child) == path);
        entries.extend(children.map(|(child, folder)| entry(child, folder)));
    }
    Ok(multistatus(&entries))
}

fn create(call: &Call, drive: &str, path: &str, body: &[u8]) -> Result<Response, Trouble> {
    if !body.is_empty() {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let mut state = call.state();
    let index = edited(call, &state, drive)?;
    let space = &mut state.spaces[index];
    if path == "/" || space.folders.contains_key(path) {
        return Err(Trouble::exists());
    }
    let above = parent(path);
    if above != "/" && !space.folders.contains_key(above) {
        return Err(Trouble::conflict("intermediate collection does not exist"));
    }
    let folder = Folder::fresh();
    call.created(format_args!("folder {} {path}", space.name), folder.id);
    space.folders.insert(path.to_owned(), folder);
    space.touch();
    Ok(StatusCode::CREATED.into_response())
}

/// With everything beneath.
fn delete(call: &Call, drive: &str, path: &str) -> Result<Response, Trouble> {
    let mut state = call.state();
    let index = edited(call, &state, drive)?;
    if path == "/" {
        return Ok(StatusCode::METHOD_NOT_ALLOWED.into_response());
    }
    let space = &mut state.spaces[index];
    if !space.folders.contains_key(path) {
        return Err(Trouble::not_found());
    }
    let beneath = format!("{path}/");
    let goes = |at: &str| at == path || at.starts_with(&beneath);
    for (at, folder) in space.folders.iter().filter(|(at, _)| goes(at)) {
        call.deleted(format_args!("folder {} {at}", space.name), folder.id);
    }
    space.folders.retain(|at, _| !goes(at));
    space.touch();
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A space that is open, and what the caller is in it. To anybody else it is not there.
fn entered(call: &Call, state: &State, drive: &str) -> Result<(usize, SpaceRole), Trouble> {
    let index = state.find_space(drive).filter(|index| !state.spaces[*index].trashed);
    let index = index.ok_or_else(Trouble::not_found)?;
    let role = state.role_in(&state.spaces[index], call.caller).ok_or_else(Trouble::not_found)?;
    Ok((index, role))
}

fn edited(call: &Call, state: &State, drive: &str) -> Result<usize, Trouble> {
    let (index, role) = entered(call, state, drive)?;
    if role < SpaceRole::Editor {
        return Err(Trouble::forbidden());
    }
    Ok(index)
}

/// The path above: of `/a/b` it is `/a`, of `/a` it is `/`.
fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(at) => &path[..at],
    }
}
