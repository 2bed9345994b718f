use super::*;

fn wanted(purpose: Purpose, kind: RecordKind, name: &str, value: &str) -> WantedRecord {
    WantedRecord { purpose, kind, name: name.to_owned(), value: value.to_owned(), optional: false }
}

fn judged(wanted: &WantedRecord, seen: &[&str]) -> (RecordState, Option<Reason>) {
    let seen: Vec<String> = seen.iter().map(|text| (*text).to_owned()).collect();
    let record = judge("acme.example", wanted.clone(), &seen, false);
    (record.state, record.why)
}

const RIGHT: (RecordState, Option<Reason>) = (RecordState::Right, None);

const fn wrong(why: Reason) -> (RecordState, Option<Reason>) {
    (RecordState::Different, Some(why))
}

const fn missing_for(why: Reason) -> (RecordState, Option<Reason>) {
    (RecordState::Missing, Some(why))
}

const fn weaker(why: Reason) -> (RecordState, Option<Reason>) {
    (RecordState::Weaker, Some(why))
}

#[test]
fn mail_arrives_where_the_first_host_is_ours() {
    let mx = wanted(Purpose::Receive, RecordKind::Mx, "@", "10 mail.dezky.example.");
    for (seen, expected) in [
        (&["10 mail.dezky.example."][..], RIGHT),
        (&["0 Mail.Dezky.Example"], RIGHT),
        (&["10 mail.dezky.example.", "20 mail.dezky.example."], RIGHT),
        (&["10 mail.dezky.example.", "20 backup.example."], weaker(Reason::MxBackup)),
        (&["10 mail.dezky.example.", "10 other.example."], wrong(Reason::MxOthers)),
        (&["10 mail.dezky.example.", "5 other.example."], wrong(Reason::MxOthers)),
        (&["10 other.example."], wrong(Reason::MxElsewhere)),
        (&["0 ."], wrong(Reason::MxNone)),
        (&["rubbish"], missing_for(Reason::MxMissing)),
        (&[], missing_for(Reason::MxMissing)),
    ] {
        assert_eq!(judged(&mx, seen), expected, "{seen:?}");
    }
}

#[test]
fn a_name_leads_to_one_place() {
    let cname = wanted(Purpose::Programs, RecordKind::Cname, "autoconfig", "mail.dezky.example.");
    let sts = wanted(Purpose::Encrypt, RecordKind::Cname, "mta-sts", "mail.dezky.example.");
    assert_eq!(judged(&cname, &["MAIL.dezky.example"]), RIGHT);
    assert_eq!(judged(&cname, &["other.example."]), wrong(Reason::Elsewhere));
    assert_eq!(judged(&cname, &[]), missing_for(Reason::ProgramsMissing));
    assert_eq!(judged(&sts, &[]), missing_for(Reason::StsMissing));
}

#[test]
fn a_service_is_its_port_and_host() {
    let srv = wanted(Purpose::Programs, RecordKind::Srv, "_imaps._tcp", "0 1 993 mail.dezky.example.");
    assert_eq!(judged(&srv, &["0 1 993 mail.dezky.example."]), RIGHT);
    assert_eq!(judged(&srv, &["5 0 993 Mail.Dezky.Example"]), RIGHT);
    assert_eq!(judged(&srv, &["0 1 143 mail.dezky.example."]), wrong(Reason::Elsewhere));
    assert_eq!(judged(&srv, &["0 0 0 ."]), wrong(Reason::Elsewhere));
    assert_eq!(judged(&srv, &["0 1 993 mail.dezky.example.", "0 1 993 b.example."]), weaker(Reason::Several));
    assert_eq!(judged(&srv, &[]), missing_for(Reason::ProgramsMissing));
}

#[test]
fn texts_of_other_purposes_stand_beside_ours() {
    let spf = wanted(Purpose::Prove, RecordKind::Txt, "@", "v=spf1 mx -all");
    let others = ["google-site-verification=abc", "v=spf1 mx -all", "MS=ms123"];
    assert_eq!(judged(&spf, &others), RIGHT);
    let record = judge("acme.example", spf.clone(), &others.map(str::to_owned), false);
    assert_eq!(record.seen, ["v=spf1 mx -all"], "the others are nobody's business here");
    assert_eq!(judged(&spf, &["v=spf1 mx -all", "v=spf1 a -all"]), wrong(Reason::SpfSeveral));
    assert_eq!(judged(&spf, &["google-site-verification=abc"]), missing_for(Reason::SpfMissing));
}

#[test]
fn a_proof_is_the_very_text() {
    let proof = super::super::proof("abc");
    assert_eq!(judged(&proof, &["other", "dezky-verify=abc"]), RIGHT);
    assert_eq!(judged(&proof, &["dezky-verify=abd"]), wrong(Reason::ProofOther));
    assert_eq!(judged(&proof, &["dezky-verify=ABC"]), wrong(Reason::ProofOther));
    assert_eq!(judged(&proof, &["hello"]), missing_for(Reason::ProofMissing));
}

#[test]
fn policies_of_transport_may_be_older_or_ones_own() {
    let sts = wanted(Purpose::Encrypt, RecordKind::Txt, "_mta-sts", "v=STSv1; id=2");
    assert_eq!(judged(&sts, &["v=STSv1;id=2"]), RIGHT);
    assert_eq!(judged(&sts, &["v=STSv1; id=1"]), weaker(Reason::StsOld));
    assert_eq!(judged(&sts, &["v=STSv1; id=2", "v=STSv1; id=1"]), wrong(Reason::Several));
    assert_eq!(judged(&sts, &["else"]), missing_for(Reason::StsMissing));
    let reports =
        wanted(Purpose::Encrypt, RecordKind::Txt, "_smtp._tls", "v=TLSRPTv1; rua=mailto:postmaster@acme.example");
    assert_eq!(judged(&reports, &["v=TLSRPTv1; rua=mailto:postmaster@acme.example"]), RIGHT);
    assert_eq!(
        judged(&reports, &["v=TLSRPTv1; rua=mailto:tls@watch.example"]),
        (RecordState::Right, Some(Reason::ReportsOwn))
    );
    assert_eq!(judged(&reports, &[]), missing_for(Reason::ReportsMissing));
}

#[test]
fn whatever_a_zone_holds_is_shown_in_measure() {
    let proof = super::super::proof("abc");
    let seen: Vec<String> = (0..200).map(|number| format!("{number}{}", "x".repeat(5000))).collect();
    let record = judge("acme.example", proof, &seen, false);
    assert_eq!(record.seen.len(), MOST);
    assert!(record.seen.iter().all(|text| text.chars().count() == 2000));
}
