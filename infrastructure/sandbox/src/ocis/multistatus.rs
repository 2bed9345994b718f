//! The XML of WebDAV: what a listing says of each folder, and how a refusal looks.
//!
//! A listing has always the same few properties, whatever is asked for; clients pick theirs by name.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};

use super::dav::DAV;
use super::roles::SpaceRole;
use super::space::{Folder, Space};
use crate::page::escape;

const XML: &str = "application/xml; charset=utf-8";

/// One folder of a listing.
#[derive(Debug)]
pub struct Entry {
    href: String,
    id: String,
    name: String,
    permissions: &'static str,
    modified: DateTime<Utc>,
    etag: String,
}

impl Entry {
    /// The space itself: its node has the space's own id.
    pub fn root(drive: &str, space: &Space, role: SpaceRole) -> Self {
        Self {
            href: href(drive, "/"),
            id: format!("{drive}!{}", space.id),
            name: space.name.clone(),
            permissions: permissions(role),
            modified: space.modified,
            etag: space.etag.clone(),
        }
    }

    pub fn folder(drive: &str, path: &str, folder: &Folder, role: SpaceRole) -> Self {
        Self {
            href: href(drive, &format!("{path}/")),
            id: format!("{drive}!{}", folder.id),
            name: path.rsplit('/').next().unwrap_or_default().to_owned(),
            permissions: permissions(role),
            modified: folder.modified,
            etag: folder.etag.clone(),
        }
    }

    fn xml(&self) -> String {
        let [href, id, name, etag] = [&self.href, &self.id, &self.name, &self.etag].map(|text| escape(text));
        let modified = self.modified.format("%a, %d %b %Y %H:%M:%S GMT");
        format!(
            "<d:response><d:href>{href}</d:href><d:propstat><d:prop><oc:id>{id}</oc:id><oc:fileid>{id}</oc:fileid>\
             <oc:name>{name}</oc:name><oc:permissions>{}</oc:permissions><oc:size>0</oc:size>\
             <d:getetag>{etag}</d:getetag><d:getlastmodified>{modified}</d:getlastmodified>\
             <d:resourcetype><d:collection/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status>\
             </d:propstat></d:response>",
            self.permissions
        )
    }
}

/// 207.
pub fn multistatus(entries: &[Entry]) -> Response {
    let all: String = entries.iter().map(Entry::xml).collect();
    let body = format!(
        "<d:multistatus xmlns:s=\"http://sabredav.org/ns\" xmlns:d=\"DAV:\" xmlns:oc=\"http://owncloud.org/ns\">{all}\
         </d:multistatus>"
    );
    (StatusCode::MULTI_STATUS, [(header::CONTENT_TYPE.as_str(), XML), DAV], body).into_response()
}

/// A refusal in WebDAV's words.
#[derive(Debug)]
pub struct Trouble {
    status: StatusCode,
    exception: &'static str,
    message: String,
}

impl Trouble {
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFound", "Resource not found")
    }

    pub fn exists() -> Self {
        let message = "The resource you tried to create already exists";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message)
    }

    pub fn conflict(message: &str) -> Self {
        Self::new(StatusCode::CONFLICT, "Conflict", message)
    }

    pub fn bad_request(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "Forbidden", "")
    }

    fn new(status: StatusCode, exception: &'static str, message: &str) -> Self {
        Self { status, exception, message: message.to_owned() }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<d:error xmlns:d=\"DAV\" xmlns:s=\"http://sabredav.org/ns\">\
             <s:exception>Sabre\\DAV\\Exception\\{}</s:exception><s:message>{}</s:message></d:error>",
            self.exception,
            escape(&self.message)
        );
        (self.status, [(header::CONTENT_TYPE, XML)], body).into_response()
    }
}

/// The letters that WebDAV's clients know: share, rename, delete, move, create files and folders.
fn permissions(role: SpaceRole) -> &'static str {
    match role {
        SpaceRole::Viewer => "",
        SpaceRole::Editor => "DNVCK",
        SpaceRole::Manager => "RDNVCKZP",
    }
}

/// As OCIS writes it: the `$` of the drive stays, the rest is encoded.
fn href(drive: &str, path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&hex::encode_upper([byte]));
        }
    }
    format!("/dav/spaces/{drive}{encoded}")
}
