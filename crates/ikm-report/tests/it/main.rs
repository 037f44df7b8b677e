//! Tests of reports: the model, the builders, and each way of writing.

fn main() {}
