# Mail domains: the records that they need, what is there, and what it means.

nav-domains = Domains
nav-attention =
    { $count ->
        [one] needs attention
       *[other] need attention
    }
domains-none-title = No mail domain yet
domains-none = A domain is what follows the @ in your addresses. Add yours, and this page says which DNS records it needs.

domain-add = Add a domain
domain-remove = Remove this domain…
domain-check = Check now
domain-zone = Zone file
domain-looking = Being looked at now
domain-looked = Checked { $checked }, next { $next }
domain-unproven = Not proven yet. As soon as DNS shows the record below, its mail is set up here.
domain-without-mail = Mail isn’t on for this domain, or it is still being set up. What to publish then stands here.
domain-nothing-yet = Nothing to publish yet
domain-unknown = DNS didn’t answer for every record. We look again by ourselves.
domain-weaker = Mail works. Some records could protect you better.
domain-well = Everything that mail needs is there.
domain-attention =
    { $count ->
        [one] One record keeps mail from working well.
       *[other] { $count } records keep mail from working well.
    }
domain-add-done = The domain is noted. Now add the record that proves it.
domain-check-done = We are looking at DNS. Load the page again in a moment.
domain-remove-done = The domain is removed.
domain-looked-at = We looked a moment ago. Try again in half a minute.
too-many-domains = A workspace has 50 domains at most.
domain-here = This domain is here already.
domain-is-first = The workspace began with this domain. Only the platform’s operators can change it.
domain-in-use = Addresses still end with this domain. Give these people other addresses or erase their mailboxes first.

## A further domain

domain-new-what = For addresses that end differently, such as those of a brand or another country.
domain-new-record = We show a TXT record that proves the domain is yours. You add it at your DNS provider.
domain-new-look = We look for it by ourselves, every quarter of an hour.
domain-new-mail = Then mail is set up, and this page lists the other records.
domain-name = Domain
domain-name-hint = What follows the @, without www.
domain-new-do = Add domain

## Taking one back

domain-leave-not = { $domain } can’t be removed
domain-leave-mailboxes = These mailboxes would lose it
domain-leave-more = and more
domain-leave-ask = Remove { $domain }?
domain-leave-yes = Remove { $domain }
domain-leave-mail = The mail server stops taking mail for it and destroys its signing keys.
domain-leave-records = Its DNS records lead nowhere from then on. Remove them at your DNS provider.
domain-leave-others = Another workspace can add the domain afterwards.
domain-leave-claim = It was never proven, so no mail depends on it.

## The records

records-of = DNS records of { $domain }
record-type = Type
record-name = Name
record-wanted = Wanted
record-seen = Seen at your DNS
record-seen-short = Seen
record-state = State
record-value = Value
record-copy = Copy { $name }
record-copied = Copied
record-same = the same
record-nothing = nothing
record-unknown = not known
record-state-right = Right
record-state-weaker = Weaker
record-state-different = Different
record-state-missing = Missing
record-state-unknown = Unknown

purpose-proof = Prove that the domain is yours
purpose-proof-line = before anything is set up
purpose-receive = Receive mail
purpose-receive-line = where others deliver to
purpose-prove = Prove that mail is yours
purpose-prove-line = without these, your mail lands in spam
purpose-encrypt = Travel encrypted
purpose-encrypt-line = others must use TLS to reach you
purpose-programs = Set up mail programs
purpose-programs-line = so that an address and a password are enough

why-silent = DNS didn’t answer. We look again by ourselves.
why-proof-missing = Add this record at your DNS provider; we look again by ourselves.
why-proof-other = There is a record with another text. Copy the wanted one exactly.
why-proof-taken = Another workspace proved this domain first.
why-mx-missing = Nobody can deliver mail to you. Add this record at your DNS provider.
why-mx-elsewhere = Mail goes to other servers and never arrives here.
why-mx-others = Mail goes to another server first, or by chance. Remove the other records.
why-mx-backup = When we can’t be reached, mail waits at another server. Keep it only if you know why it is there.
why-mx-none = This record says that the domain takes no mail.
why-spf-missing = Receivers can’t tell which servers send for you.
why-spf-several = Several SPF records count as none. Keep one; the wanted value has everybody who may send.
why-spf-without-us = Mail from here looks forged. The wanted value keeps everybody who may send already.
why-spf-soft = “~all” asks others to accept mail from elsewhere. Use “-all” when no other system sends for you.
why-spf-open = The record doesn’t say what to do with mail from elsewhere. Use “-all” when no other system sends for you.
why-spf-everybody = “+all” lets anybody send in your name.
why-spf-long = The record asks for more than ten look-ups, so receivers give up. Take out what no longer sends for you.
why-spf-others = Others may send for you as well.
why-dkim-missing = Mail is signed, and nobody can check the signature.
why-dkim-other = Another key is published, so signatures look wrong.
why-dkim-several = Two keys under one name: receivers may take the wrong one. Keep one record.
why-dkim-testing = “t=y” tells receivers to ignore the signature. Take it out.
why-dkim-revoked = An empty key says that it was revoked.
why-dmarc-missing = Anyone can send mail that looks like yours. This first policy only watches, so no mail is lost.
why-dmarc-several = Several DMARC records count as none. Keep one.
why-dmarc-broken = The record has no policy that can be read.
why-dmarc-watches = “p=none” only watches, and it has watched long enough. If the reports show no mail of yours, use “p=quarantine”.
why-dmarc-first = It only watches so far. In two weeks we propose the next step.
why-dmarc-silent = Without “rua” nobody tells you who sends in your name.
why-dmarc-part = “pct” covers a part of your mail only.
why-dmarc-own = Your own policy stays.
why-sts-missing = Optional. Others then refuse to deliver without encryption.
why-sts-old = The id is an older one: others keep the old policy until it changes.
why-reports-missing = Optional. Others then report when encryption fails.
why-reports-own = The reports go where you decided.
why-programs-missing = Optional. Mail programs then find their settings by themselves.
why-elsewhere = It leads somewhere else.
why-several = There are several records where one is expected.

## The timeline

service-domains = Watching domains
target-kind-domain = mail domain
field-attention = records that need attention
field-host = host
act-domain-add = { $actor } added mail domain { $target }
act-domain-prove = Mail domain { $target } was proven
act-domain-remove = { $actor } removed mail domain { $target }
act-domain-attention = Mail domain { $target } needs attention
act-domain-well = Mail domain { $target } is well again
