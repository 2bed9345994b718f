# What is done to many people at once: chosen from the list, or named in a file.

## The list

people-import = Import people
people-pick = Choose
people-pick-page = Choose all on this page
people-pick-one = Choose { $name }
bulk-label = For many people at once
bulk-which = Whom
bulk-ticked = Only those ticked
bulk-page =
    { $count ->
        [one] The one on this page
       *[other] The { $count } on this page
    }
bulk-all =
    { $count ->
        [one] The one that matches
       *[other] All { $count } that match
    }
bulk-add-to-group = Add to group
bulk-take-from-group = Take out of group
bulk-role = Change role…
bulk-link = Send recovery link
bulk-sessions = End sessions
bulk-resume = Resume
bulk-suspend = Suspend…

## What is done

deed-import = Import people
deed-set_role = Change role
deed-add_to_group = Add to group
deed-take_from_group = Take out of group
deed-end_sessions = End sessions
deed-send_link = Send recovery link
deed-suspend = Suspend
deed-resume = Resume
deed-import-what =
    { $count ->
        [0] Nobody in the file can be added.
        [one] 1 person would be added, and gets an e-mail with a link that sets their password.
       *[other] { $count } people would be added. Each gets an e-mail with a link that sets their password.
    }
deed-set_role-what =
    { $count ->
        [one] 1 person would get this role in place of their own.
       *[other] { $count } people would get this role in place of their own.
    }
deed-add_to_group-what =
    { $count ->
        [one] 1 person would join this group, and see the tiles that are for it.
       *[other] { $count } people would join this group, and see the tiles that are for it.
    }
deed-take_from_group-what =
    { $count ->
        [one] 1 person would leave this group, and no longer see the tiles that are for it.
       *[other] { $count } people would leave this group, and no longer see the tiles that are for it.
    }
deed-end_sessions-what =
    { $count ->
        [one] 1 person would be signed out everywhere. They can sign in again.
       *[other] { $count } people would be signed out everywhere. They can sign in again.
    }
deed-send_link-what =
    { $count ->
        [one] 1 person would get an e-mail with a link that sets a new password.
       *[other] { $count } people would each get an e-mail with a link that sets a new password.
    }
deed-suspend-what =
    { $count ->
        [one] 1 person would be signed out everywhere and could not sign in any more. Everything is kept.
       *[other] { $count } people would be signed out everywhere and could not sign in any more. Everything is kept.
    }
deed-resume-what =
    { $count ->
        [one] 1 person could sign in again, with everything as it was.
       *[other] { $count } people could sign in again, with everything as it was.
    }

## One batch

batch-title = { $deed }: { $about }
batch-no-group = a group that is gone
batch-by = by { $name }
batch-result = Take the result along
batch-state-draft = Not begun
batch-state-running = Running
batch-state-done = Finished
batch-state-cancelled = Cancelled
batch-nothing-yet = Nothing has been changed yet.
deed-import-do = { $count ->
    [one] Add 1 person
   *[other] Add { $count } people
}
deed-set_role-do = { $count ->
    [one] Change the role of 1 person
   *[other] Change the role of { $count } people
}
deed-add_to_group-do = { $count ->
    [one] Add 1 person to the group
   *[other] Add { $count } people to the group
}
deed-take_from_group-do = { $count ->
    [one] Take 1 person out of the group
   *[other] Take { $count } people out of the group
}
deed-end_sessions-do = { $count ->
    [one] End the sessions of 1 person
   *[other] End the sessions of { $count } people
}
deed-send_link-do = { $count ->
    [one] Send 1 link
   *[other] Send { $count } links
}
deed-suspend-do = { $count ->
    [one] Suspend 1 person
   *[other] Suspend { $count } people
}
deed-resume-do = { $count ->
    [one] Resume 1 person
   *[other] Resume { $count } people
}
batch-discard = Discard
batch-wrong =
    { $count ->
        [one] 1 row is left out
       *[other] { $count } rows are left out
    }
batch-wrong-what = The list below says why, row by row. The others can be done without them.
batch-progress = { $done } of { $count } are done.
batch-running-what = It goes on by itself. You can leave this page and come back.
batch-look = Look again
batch-cancel = Cancel the rest
batch-cancelled-what = Cancelled. What was done before stays done.
batch-discarded = Discarded
batch-discarded-what = Discarded, nothing was changed.
batch-done-all = Everything is done.
batch-done-some = Finished. { $done ->
    [one] 1 row is done
   *[other] { $done } rows are done
}, { $left ->
    [one] 1 isn’t
   *[other] { $left } aren’t
}; the list says why.
batch-start-done = Begun. It goes on by itself.
batch-nobody = Nobody is chosen. Tick the people, or choose the page or all that match.
batch-too-many = That is more than 10,000 people. Filter the list, and do it in parts.
batch-not-draft = This was begun already, or given up.
batch-over = This is over already.
batch-yourself = That is yourself. Ask somebody else to do it.
batch-denied = Your role may not do this to this person.
batch-gone = The person, or the group, isn’t here any more.
batch-broken = Something broke on our side with this row. The others went on.
batch-right-lost = Whoever began it lost the right to go on.
wrong-deed = Choose one of the buttons above the list.

## Rows

rows-of = People and what came of each
rows-all = All rows
rows-none-title = No rows
rows-none = No row is in this state, or the page is empty.
row-number = Row
row-invitation = Invitation
row-invitation-unread = This mailbox can’t be read before its password is set.
row-state = State
row-why = Why
row-why-at = { $column }: { $why }
row-ready = Ready
row-state-wrong = Left out
row-state-waiting = Waiting
row-state-done = Done
row-state-same = As it was
row-state-failed = Not done

## A file

import-what = A file with a row for each person. Before anything changes you see what would happen, row by row.
import-template = Template
import-file = File
import-file-hint = CSV in UTF-8, with commas, semicolons or tabs; at most 5 MB and 20,000 rows.
import-look = Check the file
import-columns = Columns
import-columns-what = The first line names the columns, in any order. Name and e-mail are needed; columns that we don’t know are left alone.
import-column-name = Name
import-column-email = E-mail
import-column-role = Role
import-column-groups = Groups
import-column-language = Language
import-column-invite_to = Invitation to
import-name-what = The whole name, such as Ada Lovelace.
import-email-what = The address that this person signs in with.
import-role-what = Member, helpdesk, auditor or admin. Empty: member.
import-groups-what = With commas between them. Those that don’t exist yet are made.
import-language-what = Of the invitation: en, de, fr or da. Empty: yours.
import-invite-what = An address that can be read today, such as a private one. Empty: the e-mail address.
import-example-groups = Sales, Fairs
import-new-groups =
    { $count ->
        [one] A group that doesn’t exist yet would be made: { $names }.
       *[other] { $count } groups that don’t exist yet would be made: { $names }.
    }
import-no-file = Choose a file that isn’t empty.
import-torn = The file did not arrive whole. Send it once more.
import-too-large = The file is larger than 5 MB. Split it.
import-too-many = The file has more than 20,000 rows. Split it.
import-empty = The file has no row below the first line.
import-utf16 = The file seems to be UTF-16 (“Unicode text”). Save it as CSV UTF-8 and send it again.
import-latin1 = The file seems to be in Latin-1 or Windows-1252. Save it as CSV UTF-8 and send it again.
import-unreadable = This isn’t CSV that we can read. Save it as CSV UTF-8 and send it again.
import-no-columns = The first line names neither a name nor an e-mail address. Compare it with the template.
import-no-name = No column is called name. Compare the first line with the template.
import-no-email = No column is called e-mail. Compare the first line with the template.
import-column-twice = Two columns of the first line mean the same. Leave one of them out.
import-formula = Begins like a formula. Leave out =, +, - and @ at the beginning.
import-too-long = Is longer than 2,000 characters.
import-quote = A quotation mark is opened and not closed on this line, so the lines below were read as a part of it.
import-quote-line = Was read as a part of the row above.
import-more-cells = The row has more cells than the first line has columns.
import-role = You may not give this role.
import-which-role = Write member, helpdesk, auditor or admin.
import-twice = Stands in the file already, in a row above.

## A key for who lost theirs

person-link = Send recovery link
person-link-what = Sends an e-mail with a link that sets a new password: to their own address, or where the invitation went if their mailbox is here.
member-link-done = The recovery link is on its way.
suspended-person = This person is suspended. Resume first.
letter-recovery-subject = A new password for { $workspace }
letter-recovery = Somebody at { $workspace } has a link sent to you with which you set a new password for your account, { $email }.
letter-recovery-button = Set new password
letter-recovery-sign-in = Then sign in here as before:
letter-recovery-ignore = If you didn’t ask for this, leave the link alone: your password stays as it is. Tell the administrators of { $workspace }.
ask-remove-mail = The mailbox stays with everything in it, and nobody can open it.
ask-remove-files = Files of their own stay, and nobody can open them.
ask-remove-shared = What they put into the workspace’s folders stays there for everybody.
ask-remove-groups = They leave all groups, and lose what others have shared with them here.

## What happened

act-batch-start = { $has-deed ->
    [yes] { $actor } began for many people ({ $count }): { $deed }
   *[no] { $actor } began something for many people
}
act-batch-cancel = { $has-deed ->
    [yes] { $actor } cancelled what was left ({ $count }): { $deed }
   *[no] { $actor } cancelled what was begun for many people
}
act-batch-stop = { $has-deed ->
    [yes] { $actor } stopped before the rest ({ $count }), since the right was lost: { $deed }
   *[no] { $actor } stopped, since the right was lost
}
act-member-link = { $actor } had a recovery link sent to { $target }
service-batches = The work on many people
target-kind-batch = work on many people

## The list of them

batches = Acts on many
batches-about = What was done to many people at once, the newest first. What is over is kept for 90 days.
batches-none-title = Nothing yet
batches-none = Tick people in the list, or import a file: it is told here how far that is.
batches-deed = What
batches-by = By
batches-when = When
batches-state = State
batches-rows = How many
