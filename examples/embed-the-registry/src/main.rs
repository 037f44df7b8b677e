//! Another program opens a store, imports a list and asks the registry.

fn main() {
    let _version = env!("CARGO_PKG_VERSION");
}
