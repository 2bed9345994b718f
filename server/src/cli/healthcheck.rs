//! `dezky healthcheck`: what a container asks of the Dezky beside it, without curl.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    process::ExitCode,
    time::Duration,
};

use dezky_connect::http;

use super::{Failure, say};
use crate::config::Config;

const PATIENCE: Duration = Duration::from_secs(4);

/// Succeeds when Dezky on this machine answers that it is alive, or with `ready`, that it can serve.
pub async fn run(config: Config, ready: bool, work: bool) -> Result<ExitCode, Failure> {
    let listen = if work {
        config.metrics.listen.parse().map_err(|_| "metrics.listen is empty: `dezky work` answers nowhere")?
    } else {
        config.web.listen
    };
    let client = http::client(http::Options { timeout: PATIENCE, ..http::Options::default() });
    let path = if ready { "readyz" } else { "healthz" };
    let answer = client.get(format!("http://{}/{path}", reached(listen))).send().await?;
    let (status, said) = (answer.status(), answer.text().await?);
    say(said.trim());
    Ok(if status.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Where one that listens is reached from this machine.
fn reached(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

#[cfg(test)]
mod tests {
    use super::reached;

    #[test]
    fn everywhere_is_reached_here() {
        let pairs = [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("10.0.0.7:80", "10.0.0.7:80")];
        for (listens, there) in pairs {
            assert_eq!(reached(listens.parse().unwrap()), there.parse().unwrap());
        }
    }
}
