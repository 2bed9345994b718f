# Wishes to be let into a workspace.

requests-count =
    { $count ->
        [one] 1 request
       *[other] { $count } requests
    }
requests-look = Look at them
requests-title = Requests for access
requests-what = These people are signed in and want to belong to this workspace. Who is accepted becomes a member.
requests-none-title = No requests
requests-none = Whoever asks to be let in appears here.
requests-answer = Answer
request-why = Why
request-asked-at = Asked
request-unchecked = Address not checked
request-accept = Accept
request-accept-one = Accept { $name }
request-decline = Decline
request-decline-one = Decline { $name }
request-accept-done = Accepted. The person is a member now.
request-decline-done = Declined.
request-title = Ask to be let in
request-what = Name an address of the workspace. Its administrators are told, and decide.
request-address = Address
request-address-hint = An e-mail address of the company, or its domain, such as company.example.
request-ask = Ask
request-asked = Asked. The administrators of the workspace decide.
request-is-open = You asked to be let into { $tenant }.
request-open = You have asked there already. The administrators decide.
request-member = You are known there already. Ask its administrators for access.
wrong-request-why = At most 500 characters.

act-request-ask = { $actor } asked to be let into { $target }
act-request-accept = { $has-role ->
    [yes] { $actor } let { $target } in, with the role { $role }
   *[no] { $actor } let { $target } in
}
act-request-decline = { $actor } declined to let { $target } in
