-- wrk: asks for the paths of the file named in PATHS one after another; ends with "rate p99_ms refused bytes".
local requests, turn = {}, 0

function init()
  wrk.headers["Accept-Encoding"] = "gzip"
  for path in io.lines(os.getenv("PATHS")) do requests[#requests + 1] = wrk.format("GET", path) end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local refused = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  local rate = summary.requests / summary.duration * 1e6
  io.write(string.format("figures %.1f %.3f %d %.0f\n", rate, latency:percentile(99) / 1000, refused,
                         summary.bytes / math.max(summary.requests, 1)))
end
