//! The registry beside the `sqlite3` shell: see [`ikm_bench::registry`].

fn main() -> anyhow::Result<()> {
    ikm_bench::registry::main(std::env::args().skip(1))
}
