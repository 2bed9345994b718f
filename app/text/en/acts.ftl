act-sign-in = { $actor } signed in
