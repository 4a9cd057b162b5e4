//! The program: it hands its arguments to the library and turns the answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    annals::cli::main(std::env::args_os())
}
