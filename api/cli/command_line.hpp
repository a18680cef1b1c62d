// api/cli: arguments, settings file and environment -> commands.
#pragma once

namespace diming::api {

/// The program. Exit codes: 0 done, 2 bad input or arguments (one line on standard error), 1 anything else.
int run_command_line(int argc, char** argv);

}  // namespace diming::api
