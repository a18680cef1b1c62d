#include <signal.h>

#include <cstdio>

#include "api/cli/commands.hpp"

namespace diming::api {

geo::Result<void> run_serve(const ServiceSettings& settings) {
  // Blocked before any thread starts, so that only the wait below takes them.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  auto service = Service::start(settings);
  if (!service) return service.error();
  const bool all = settings.http.address == "::" || settings.http.address == "0.0.0.0";
  const std::string host = all ? "localhost" : settings.http.address.find(':') == std::string::npos
                                                   ? settings.http.address
                                                   : "[" + settings.http.address + "]";
  std::printf("http://%s:%u/\n", host.c_str(), static_cast<unsigned>((*service)->port()));
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  (*service)->stop();
  return {};
}

}  // namespace diming::api
