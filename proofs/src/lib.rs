//! What must not compile, what must be reported, and how long it all takes: see `tests` and `benches`.
