# Ønsker om at komme ind i et arbejdsområde.

requests-count =
    { $count ->
        [one] 1 anmodning
       *[other] { $count } anmodninger
    }
requests-look = Se dem
requests-title = Anmodninger om adgang
requests-what = Disse personer er logget ind og vil høre til dette arbejdsområde. Den, der godkendes, bliver medlem.
requests-none-title = Ingen anmodninger
requests-none = Den, der beder om adgang, vises her.
requests-answer = Svar
request-why = Hvorfor
request-asked-at = Spurgt
request-unchecked = Adressen er ikke kontrolleret
request-accept = Godkend
request-accept-one = Godkend { $name }
request-decline = Afvis
request-decline-one = Afvis { $name }
request-accept-done = Godkendt. Personen er nu medlem.
request-decline-done = Afvist.
request-title = Bed om adgang
request-what = Skriv en adresse i arbejdsområdet. Administratorerne får det at vide og bestemmer.
request-address = Adresse
request-address-hint = En e-mailadresse i firmaet eller dets domæne, for eksempel firma.example.
request-ask = Spørg
request-asked = Spurgt. Arbejdsområdets administratorer bestemmer.
request-is-open = Du har bedt om adgang til { $tenant }.
request-open = Du har allerede spurgt der. Administratorerne bestemmer.
request-member = Du er allerede kendt der. Bed administratorerne om adgang.
wrong-request-why = Højst 500 tegn.

act-request-ask = { $actor } bad om adgang til { $target }
act-request-accept = { $has-role ->
    [yes] { $actor } lukkede { $target } ind, med rollen { $role }
   *[no] { $actor } lukkede { $target } ind
}
act-request-decline = { $actor } afviste { $target }
