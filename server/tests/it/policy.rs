//! The whole policy as a table that a person can review. `UPDATE_GOLDEN=1` writes it anew.

use std::{env, fmt::Write as _, fs, path::Path};

use dezky_domain::access::{Action, Reach, Role, allows};

#[test]
fn every_role_may_what_the_table_says() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/policy.golden");
    let table = table();
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &table).unwrap();
    }
    let reviewed = fs::read_to_string(&golden).unwrap();
    assert_eq!(table, reviewed, "the policy is another one than the table that was reviewed: {}", golden.display());
}

#[test]
fn who_reads_everything_changes_nothing_and_a_member_administers_nothing() {
    for action in Action::ALL {
        let changes = !action.word().starts_with("read_") && action.reach() != Reach::Own;
        assert!(!(changes && allows(Role::OperatorAuditor, *action)), "{action:?}");
        if action.reach() == Reach::Platform {
            assert!(Role::ALL.iter().all(|role| !(role.is_tenants() && allows(*role, *action))), "{action:?}");
        }
        if action.reach() == Reach::Tenant && !matches!(action, Action::OpenLauncher | Action::ArrangeLauncher) {
            assert!(!allows(Role::Member, *action), "{action:?}");
        }
    }
}

fn table() -> String {
    let mut table = format!("{:22}{:10}", "action", "within");
    for role in Role::ALL {
        write!(table, "{:18}", role.word()).unwrap();
    }
    for action in Action::ALL {
        let within = match action.reach() {
            Reach::Own => "own",
            Reach::Tenant => "tenant",
            Reach::Platform => "platform",
        };
        write!(table, "\n{:22}{within:10}", action.word()).unwrap();
        for role in Role::ALL {
            write!(table, "{:18}", if allows(*role, *action) { "✔" } else { "✘" }).unwrap();
        }
    }
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}
