//! Records that want to do harm, that are torn, that nobody knows, and the older shape.

use dezky_connect::parse::{
    ocis::{Format, OcisEvent, Parsed, parse},
    redact_bytes,
};
use dezky_domain::{audit::Class, source::Unreadable};

fn event(line: &str) -> OcisEvent {
    match parse(line.as_bytes()) {
        Ok(Parsed::Event(event)) => *event,
        other => panic!("{other:?}: {line}"),
    }
}

#[test]
fn an_unknown_action_is_kept() {
    let new =
        event(r#"{"Message":"user 'ann' renamed group 'g'","Action":"group_renamed","GroupID":"g","Name":"Staff"}"#);
    assert_eq!((new.action.as_str(), new.class, new.actor.as_deref()), ("group_renamed", Class::Unknown, Some("ann")));
    assert_eq!((new.target.kind.as_str(), new.place.group.as_deref()), ("group", Some("g")));

    let empty = event(r#"{"Message":"something new happened","Action":"","User":"u"}"#);
    assert_eq!((empty.action.as_str(), empty.class, empty.actor), ("unknown", Class::Unknown, None));
    let silent = event(r#"{"Message":"","Action":""}"#);
    assert_eq!((silent.action.as_str(), silent.class), ("unknown", Class::Unknown));

    let long = event(&format!(r#"{{"Action":"{}\n"}}"#, "x".repeat(500)));
    assert_eq!(long.action, "x".repeat(64));
}

#[test]
fn what_cant_be_read_says_why() {
    let why = |line: &[u8]| parse(line).unwrap_err();
    assert_eq!(why(b""), Unreadable::NotJson);
    assert_eq!(why(b"panic: nil marshaller"), Unreadable::NotJson);
    assert_eq!(why(br#"{"Action":"file_create","Path":"#), Unreadable::NotJson);
    assert_eq!(why(br#"{"Action":"a"}{"Action":"b"}"#), Unreadable::NotJson);
    assert_eq!(why(br#"{"Action":"a","n":1e999}"#), Unreadable::NotJson);
    assert_eq!(why(br#"{"Action":"a","n":"\ud800"}"#), Unreadable::NotJson);
    assert_eq!(why(br#"{"Action":"user_deleted","Action":"file_read"}"#), Unreadable::Refused);
    assert_eq!(why(br#"["Action"]"#), Unreadable::NotAnObject);
    assert_eq!(why(b"null"), Unreadable::NotAnObject);
    assert_eq!(why(br#"{"level":"info","message":"started"}"#), Unreadable::NoAction);
    assert_eq!(why(br#"{"Action":7}"#), Unreadable::NoAction);
    assert_eq!(why(br#"{"type":"UserCreated"}"#), Unreadable::NoAction);
    assert_eq!(why(b"{\"Action\":\"\xff\"}"), Unreadable::NotUtf8);
    let deep = format!(r#"{{"Action":"a","n":{}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(why(deep.as_bytes()), Unreadable::TooDeep);
}

#[test]
fn a_forged_line_in_a_name_stays_in_the_name() {
    let forged = r#"{"Message":"user 'ann' renamed space 's' to 'x'","Action":"space_renamed","SpaceID":"st$s!s","NewName":"a\n{\"Action\":\"user_deleted\"}\u0000\u001b[31m\u202egpj"}"#;
    let renamed = event(forged);
    assert_eq!(renamed.target.name.as_deref(), Some("a{\"Action\":\"user_deleted\"}\u{fffd}[31mgpj"));
    assert!(!renamed.raw.contains('\0') && !renamed.raw.contains("\\u0000") && !renamed.raw.contains('\n'));
}

#[test]
fn secrets_are_gone_wherever_they_are_repeated() {
    let invited = event(
        r#"{"Message":"user 'ann' generated a ScienceMesh invite with token 't0psecret'","Action":"science_mesh_invite_token_generated","RecipientMail":"bo@example.org","Token":"t0psecret","Description":"see t0psecret","Expiration":1796000000,"InviteLink":"https://x.example/?t=t0psecret&p=1","Nested":[{"apiSecretKey":["s3same"],"note":"s3same!"}]}"#,
    );
    let all = format!("{invited:?}");
    assert!(!all.contains("t0psecret") && !all.contains("s3same") && !all.contains("x.example"), "{all}");
    assert_eq!(
        (invited.words["recipient"].as_str(), invited.words["expires"].as_str()),
        ("bo@example.org", "2026-11-30T00:53:20Z")
    );
    assert_eq!(invited.words["description"], "see ***");

    let password = event(
        r#"{"Message":"user 'ann' changed user u's features:password=Kx9 ","Action":"user_feature_changed","UserID":"u","Features":[{"Name":"password","Value":"Kx9","OldValue":"old-one"}]}"#,
    );
    let all = format!("{password:?}");
    assert!(!all.contains("Kx9") && !all.contains("old-one"), "{all}");
    assert_eq!(password.words["features"], "password");

    let flag = event(r#"{"Action":"share_password_updated","ShareType":"link","ShareID":"L","SharePass":true}"#);
    assert!(flag.raw.contains(r#""SharePass":true"#));
}

#[test]
fn torn_bytes_lose_their_secrets_too() {
    let clean = |bytes: &[u8]| String::from_utf8_lossy(&redact_bytes(bytes)).into_owned();
    for (torn, left) in [
        ("accountName = \"API_a1B2c3D4e5F6\", rem", "accountName = \"API_***\", rem"),
        ("Authorization: Bearer abcdef123456 x", "Authorization: Bearer *** x"),
        ("x eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln y", "x *** y"),
        ("GET /callback?code=abcd1234&state=efgh5678&x=1", "GET /callback?code=***&state=***&x=1"),
        ("/if/flow/recovery/?flow_token=q1w2e3r4 \"", "/if/flow/recovery/?flow_token=*** \""),
    ] {
        assert_eq!(clean(torn.as_bytes()), left);
    }
    assert_eq!(clean(br#"{"a":1,"ShareToken":"abcdef"#), r#"{"a":1,"ShareToken":"***"#);
    assert_eq!(
        clean(br#"{"M":"link with token 'abcdef' was","ShareToken" : "abc\"def","#),
        r#"{"M":"link with token '***' was","ShareToken" : "***","#
    );
    assert_eq!(clean(br#"eToken":"abcdef","Path":"x abcdef"}"#), r#"eToken":"***","Path":"x ***"}"#);
    assert_eq!(clean(br#"{"m":"{\"Token\":\"abcdef\"}"}"#), r#"{"m":"{\"Token\":\"***\"}"}"#);
    assert_eq!(
        clean(br#"{"Name":"password","Value":"abcdef","OldValue":"ghijkl"},"features:password=xyz "#),
        r#"{"Name":"password","Value":"***","OldValue":"***"},"features:password=*** "#
    );
    assert_eq!(redact_bytes(b"\xff\"InviteLink\":\"h\xfettp\",\xc3"), b"\xff\"InviteLink\":\"***\",\xc3");
    assert_eq!(clean(br#"{"Path":"./a","FileID":"x"}"#), r#"{"Path":"./a","FileID":"x"}"#);
    assert_eq!(clean(br#"{"ShareToken":"","SharePass":true}"#), r#"{"ShareToken":"","SharePass":true}"#);
}

#[test]
fn the_older_shape_is_read_to_the_same_words() {
    let upload = event(
        r#"{"type":"FileUploaded","timestamp":"2026-11-24T05:00:00.5+01:00","spaceName":"acme","spaceId":"st$s1!s1","path":"./a.txt","executingUser":{"id":"u1","displayName":"Ann"}}"#,
    );
    assert_eq!((upload.format, upload.format.word()), (Format::Relay, "relay"));
    assert_eq!((upload.action.as_str(), upload.class), ("file_create", Class::Mutation));
    assert_eq!((upload.actor.as_deref(), upload.actor_name.as_deref()), (Some("u1"), Some("Ann")));
    assert_eq!((upload.target.name.as_deref(), upload.place.space.as_deref()), (Some("/a.txt"), Some("s1")));
    assert_eq!(upload.occurred.unwrap().to_rfc3339(), "2026-11-24T04:00:00.500+00:00");

    let created =
        event(r#"{"type":"UserCreated","userId":"u2","userName":"Bo","executingUser":"ann","time":1795000000}"#);
    assert_eq!((created.actor.as_deref(), created.actor_name), (Some("ann"), None));
    assert_eq!((created.target.id.as_deref(), created.target.name.as_deref()), (Some("u2"), Some("Bo")));
    assert_eq!(created.occurred.unwrap().timestamp(), 1_795_000_000);

    let space = event(
        r#"{"type":"SpaceCreated","space":{"id":"s2","name":"Globex"},"executingUser":null,"time":1795000000123}"#,
    );
    assert_eq!((space.target.id.as_deref(), space.target.name.as_deref()), (Some("s2"), Some("Globex")));
    assert_eq!(space.occurred.unwrap().timestamp_millis(), 1_795_000_000_123);

    let link =
        event(r#"{"type":"LinkUpdated","linkId":"L1","field":"TYPE_PERMISSIONS","executingUser":{"name":"Ann"}}"#);
    assert_eq!((link.action.as_str(), link.place.link.as_deref()), ("share_permission_updated", Some("L1")));
    assert_eq!((link.actor.as_deref(), link.actor_name.as_deref()), (Some("Ann"), Some("Ann")));

    let taken =
        event(r#"{"type":"ReceivedShareUpdated","shareId":"x","state":"SHARE_STATE_ACCEPTED","executingUser":{}}"#);
    assert_eq!((taken.action.as_str(), taken.actor), ("share_accepted", None));

    let read = parse(br#"{"type":"FileDownloaded","executingUser":{"id":"u1"}}"#).unwrap();
    assert_eq!(read, Parsed::Read { action: "file_read".to_owned() });
    let signed_in = event(r#"{"type":"UserSignedIn","executingUser":{"id":"u1"}}"#);
    assert_eq!((signed_in.action.as_str(), signed_in.class), ("user_signed_in", Class::Security));
    let new = event(r#"{"type":"BrandNewThing","executingUser":{"id":"u1"},"path":"/x"}"#);
    assert_eq!((new.action.as_str(), new.class, new.target.kind.as_str()), ("brand_new_thing", Class::Unknown, "file"));
}

#[test]
fn no_bytes_make_it_panic() {
    let line = include_str!("../fixtures/ocis-audit.jsonl").lines().nth(40).unwrap().as_bytes();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..20_000 {
        let mut bytes = line.to_vec();
        for _ in 0..3 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let at = (seed >> 8) as usize % bytes.len();
            match seed % 4 {
                0 => bytes[at] = (seed >> 40) as u8,
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, b"\"\\{}:,\0'"[(seed >> 50) as usize % 8]),
                _ => drop(bytes.remove(at)),
            }
            if bytes.is_empty() {
                bytes.push(b'{');
            }
        }
        let _ = parse(&bytes);
        let _ = redact_bytes(&bytes);
    }
}
