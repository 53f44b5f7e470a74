//! A small stack that is right: what each mistake is planted in.
