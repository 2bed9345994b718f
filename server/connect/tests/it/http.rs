//! The client against servers that answer, hang, lie and break off.

use std::time::Duration;

use dezky_connect::http::{HttpError, Options, client, send_capped};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

const QUICK: Options = Options { connect_timeout: Duration::from_millis(500), timeout: Duration::from_millis(500) };

/// Answers every connection with the same bytes, and tells what it was asked.
async fn server(answer: &'static [u8], hang: bool) -> (u16, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = vec![0; 4096];
            let length = stream.read(&mut asked).await.unwrap();
            let _ = tell.send(String::from_utf8_lossy(&asked[..length]).into_owned());
            stream.write_all(answer).await.unwrap();
            if hang {
                std::future::pending::<()>().await;
            }
        }
    });
    (port, told)
}

fn get(url: &str) -> http::Request<Vec<u8>> {
    http::Request::get(url).body(Vec::new()).unwrap()
}

async fn asked(answer: &'static [u8], hang: bool, cap: usize) -> Result<http::Response<Vec<u8>>, HttpError> {
    let (port, _told) = server(answer, hang).await;
    send_capped(&client(QUICK), get(&format!("http://127.0.0.1:{port}/x?token=secret")), cap).await
}

#[tokio::test]
async fn an_answer_is_an_answer_whatever_its_status() {
    let answer = asked(b"HTTP/1.1 500 No\r\nx-a: b\r\ncontent-length: 4\r\n\r\noops", false, 4).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (500, &b"oops"[..]));
    assert_eq!(answer.headers()["x-a"], "b");
}

#[tokio::test]
async fn the_request_is_sent_as_it_is() {
    let (port, mut told) = server(b"HTTP/1.1 204 No Content\r\n\r\n", false).await;
    let request = http::Request::post(format!("http://acme.localhost:{port}/a?b=c"))
        .header("authorization", "Bearer t")
        .body(b"{}".to_vec())
        .unwrap();
    let answer = send_capped(&client(Options::default()), request, 0).await.unwrap();
    assert_eq!(answer.status().as_u16(), 204);
    let asked = told.recv().await.unwrap();
    assert!(asked.starts_with("POST /a?b=c HTTP/1.1\r\n") && asked.ends_with("\r\n\r\n{}"), "{asked}");
    assert!(asked.contains("authorization: Bearer t\r\n") && asked.contains("host: acme.localhost:"), "{asked}");
    assert!(asked.contains("user-agent: dezky/"), "{asked}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let answer =
        asked(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", false, 9).await;
    assert_eq!(answer.unwrap().headers()["location"], "http://127.0.0.1:1/");
}

#[tokio::test]
async fn too_much_is_refused_whether_announced_or_not() {
    let announced = asked(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n", true, 10).await;
    assert_eq!(announced.unwrap_err(), HttpError::TooLarge);
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n";
    assert_eq!(asked(chunked, false, 15).await.unwrap_err(), HttpError::TooLarge);
    assert_eq!(asked(chunked, false, 16).await.unwrap().body().len(), 16);
}

#[tokio::test]
async fn silence_and_a_body_that_stops_are_time_outs() {
    for answer in [&b""[..], b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n1"] {
        let error = asked(answer, true, 10).await.unwrap_err();
        assert_eq!((error, error.retry()), (HttpError::Timeout, true));
    }
}

#[tokio::test]
async fn a_connection_that_fails_or_breaks_is_tried_again() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let nobody = send_capped(&client(QUICK), get(&format!("http://127.0.0.1:{closed}/")), 10).await.unwrap_err();
    let broken = asked(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n1", false, 10).await.unwrap_err();
    let silent = asked(b"", false, 10).await.unwrap_err();
    assert_eq!([nobody, broken, silent], [HttpError::Connect; 3]);
}

#[tokio::test]
async fn https_is_spoken_and_nonsense_is_not_retried() {
    // The server speaks no TLS: the handshake fails, which is no connection.
    let (port, mut told) = server(b"HTTP/1.1 400 Bad Request\r\n\r\n", false).await;
    let error = send_capped(&client(QUICK), get(&format!("https://127.0.0.1:{port}/")), 10).await.unwrap_err();
    assert_eq!(error, HttpError::Connect);
    assert!(told.recv().await.unwrap().starts_with('\u{16}'), "a TLS handshake");

    let error = send_capped(&client(QUICK), get("ftp://127.0.0.1/"), 10).await.unwrap_err();
    assert!(!error.retry(), "{error}");
}
