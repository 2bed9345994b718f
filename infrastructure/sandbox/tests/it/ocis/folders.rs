//! The folders of a space by WebDAV.

use reqwest::StatusCode;

use super::{DEZKY, EDITOR, Ocis, PASSWORD, VIEWER};

impl Ocis {
    async fn dav(&self, method: &str, drive: &str, path: &str, depth: &str) -> (StatusCode, String) {
        let headers: &[(&str, &str)] = if depth.is_empty() { &[] } else { &[("Depth", depth)] };
        let answer = self.send(DEZKY, method, &format!("/dav/spaces/{drive}{path}"), headers, "").await;
        (answer.status(), answer.text().await.unwrap())
    }

    /// The addresses in a listing, after the space's own.
    async fn listed(&self, drive: &str, path: &str, depth: &str) -> Vec<String> {
        let (status, body) = self.dav("PROPFIND", drive, path, depth).await;
        assert_eq!(status, 207, "{body}");
        let href = |part: &str| part.split_once("</d:href>").unwrap().0.replace(&format!("/dav/spaces/{drive}"), "");
        body.split("<d:href>").skip(1).map(href).collect()
    }
}

#[tokio::test]
async fn folders_are_made_listed_and_deleted() {
    let ocis = Ocis::new().await;
    let drive = ocis.space("Acme").await;
    let cases = [
        ("/Sales", 201),
        ("/Sales", 405),
        ("/Sales/", 405),
        ("/", 405),
        ("/none/Offers", 409),
        ("/Sales/Offers", 201),
        ("/Sales/R%C3%A9sum%C3%A9%20%26%20more", 201),
        ("/Salesroom", 201),
    ];
    for (path, status) in cases {
        assert_eq!(ocis.dav("MKCOL", &drive, path, "").await.0, status, "{path}");
    }
    assert_eq!(ocis.listed(&drive, "", "0").await, ["/"]);
    assert_eq!(ocis.listed(&drive, "/", "1").await, ["/", "/Sales/", "/Salesroom/"]);
    let encoded = drive.replace('$', "%24");
    assert_eq!(ocis.dav("PROPFIND", &encoded, "/Sales", "0").await.0, 207);
    let sales = ["/Sales/", "/Sales/Offers/", "/Sales/R%C3%A9sum%C3%A9%20&amp;%20more/"];
    assert_eq!(ocis.listed(&drive, "/Sales", "").await, sales);
    let (_, body) = ocis.dav("PROPFIND", &drive, "/Sales", "0").await;
    for part in ["xmlns:d=\"DAV:\"", "<oc:name>Sales</oc:name>", "<d:resourcetype><d:collection/></d:resourcetype>"] {
        assert!(body.contains(part), "{body}");
    }

    assert_eq!(ocis.dav("DELETE", &drive, "/Sales", "").await, (StatusCode::NO_CONTENT, String::new()));
    assert_eq!(ocis.listed(&drive, "/", "1").await, ["/", "/Salesroom/"]);
    let made = ["/Sales", "/Sales/Offers", "/Sales/Résumé & more", "/Salesroom"];
    let mut expected = vec!["created ocis space Acme".to_owned()];
    expected.extend(made.map(|path| format!("created ocis folder Acme {path}")));
    expected.extend(made[..3].iter().map(|path| format!("deleted ocis folder Acme {path}")));
    assert_eq!(ocis.noted(), expected);
}

#[tokio::test]
async fn what_webdav_refuses_is_said_in_xml() {
    let ocis = Ocis::new().await;
    let drive = ocis.space("Acme").await;
    ocis.dav("MKCOL", &drive, "/Sales", "").await;
    let elsewhere = drive.replace(|c: char| c != '$' && c != '-', "0");
    let cases = [
        ("PROPFIND", &drive, "/none", "1", 404, "NotFound", "Resource not found"),
        ("PROPFIND", &elsewhere, "", "1", 404, "NotFound", "Resource not found"),
        ("DELETE", &drive, "/none", "", 404, "NotFound", "Resource not found"),
        ("PROPFIND", &drive, "", "infinity", 400, "BadRequest", "Invalid Depth header value: infinity"),
        ("MKCOL", &drive, "/Sales", "", 405, "MethodNotAllowed", "The resource you tried to create already exists"),
    ];
    for (method, drive, path, depth, status, exception, message) in cases {
        let (found, body) = ocis.dav(method, drive, path, depth).await;
        assert_eq!(found, status, "{method} {path}");
        assert!(body.contains(&format!("<s:exception>Sabre\\DAV\\Exception\\{exception}</s:exception>")), "{body}");
        assert!(body.contains(&format!("<s:message>{message}</s:message>")), "{body}");
    }
    let with_body = ocis.send(DEZKY, "MKCOL", &format!("/dav/spaces/{drive}/x"), &[], "<x/>").await;
    assert_eq!(with_body.status(), 415);
    assert_eq!(ocis.dav("MOVE", &drive, "/Sales", "").await.0, 405, "not supported here");
}

#[tokio::test]
async fn a_viewer_looks_and_an_editor_makes() {
    let ocis = Ocis::new().await;
    let drive = ocis.space("Acme").await;
    for (name, role, status) in [("vera", VIEWER, 403), ("eda", EDITOR, 201)] {
        let user = ocis.user(name).await;
        ocis.invite(&drive, &user, role).await;
        let at = format!("/dav/spaces/{drive}/{name}");
        assert_eq!(ocis.send((name, PASSWORD), "MKCOL", &at, &[], "").await.status(), status, "{name}");
        let listing = ocis.send((name, PASSWORD), "PROPFIND", &format!("/dav/spaces/{drive}"), &[], "").await;
        assert_eq!(listing.status(), 207, "{name}");
    }
    ocis.user("otto").await;
    let outside = ocis.send(("otto", PASSWORD), "PROPFIND", &format!("/dav/spaces/{drive}"), &[], "").await;
    assert_eq!(outside.status(), 404);
}
