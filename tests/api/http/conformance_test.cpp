// Raw bytes in, exact status out: RFC 9110, RFC 9112 and the request smuggling tricks of the last years.
#include <gtest/gtest.h>

#include <set>

#include "tests/api/support/raw_client.hpp"

namespace diming {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  std::vector<int> statuses;  ///< of all answers, in order, until the server closes
};

// What ends a case: the server must still be in step with us, and close afterwards.
const std::string kLast = "GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
std::string request(const std::string& line, const std::string& fields = "", const std::string& body = "") {
  return line + "\r\nHost: a\r\n" + fields + "\r\n" + body;
}
std::string get(const std::string& fields) {
  return request("GET /echo HTTP/1.1", fields);
}
std::string post(const std::string& fields, const std::string& body) {
  return request("POST /echo HTTP/1.1", fields, body);
}
std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

api::Router echo_router() {
  api::Router router;
  const auto echo = [](const api::Request& r, geo::Connection&) {
    return api::Response::text(r.method + " " + r.path + " " + r.body);
  };
  router.add("GET", "/echo", echo);
  router.add("POST", "/echo", echo);
  router.add("GET", "/end", echo);
  router.add("GET", "/names/{name}",
             [](const api::Request& r, geo::Connection&) { return api::Response::text(std::string(r.param("name"))); });
  return router;
}

std::vector<Case> well_formed() {
  return {
      {"plain", get("") + kLast, {200, 200}},
      {"lower-case host field", "GET /echo HTTP/1.1\r\nhost: a\r\n\r\n" + kLast, {200, 200}},
      {"host with port", "GET /echo HTTP/1.1\r\nHost: a.example:8080\r\n\r\n" + kLast, {200, 200}},
      {"host is an IPv6 address", "GET /echo HTTP/1.1\r\nHost: [::1]:80\r\n\r\n" + kLast, {200, 200}},
      {"no blank after the colon", "GET /echo HTTP/1.1\r\nHost:a\r\n\r\n" + kLast, {200, 200}},
      {"tabs around the value", "GET /echo HTTP/1.1\r\nHost:\ta\t\r\n\r\n" + kLast, {200, 200}},
      {"empty value", get("X-Empty:\r\n") + kLast, {200, 200}},
      {"value with UTF-8", get("X-Name: 地名\r\n") + kLast, {200, 200}},
      {"empty line before", "\r\n" + get("") + kLast, {200, 200}},
      {"four empty lines before", "\r\n\r\n\r\n\r\n" + get("") + kLast, {200, 200}},
      {"query", request("GET /echo?a=1&b=%E5%9C%B0 HTTP/1.1") + kLast, {200, 200}},
      {"empty query", request("GET /echo? HTTP/1.1") + kLast, {200, 200}},
      {"raw brackets and bars in query", request("GET /echo?a[]=1|2 HTTP/1.1") + kLast, {200, 200}},
      {"encoded path", request("GET /ech%6F HTTP/1.1") + kLast, {200, 200}},
      {"encoded slash inside a name", request("GET /names/a%2Fb HTTP/1.1") + kLast, {200, 200}},
      {"Chinese name encoded", request("GET /names/%E6%9D%AD HTTP/1.1") + kLast, {200, 200}},
      {"absolute form", request("GET http://a/echo HTTP/1.1") + kLast, {200, 200}},
      {"absolute form https, capitals", request("GET HTTPS://A/echo HTTP/1.1") + kLast, {200, 200}},
      {"absolute form without path", request("GET http://a HTTP/1.1") + kLast, {404, 200}},
      {"absolute form with query only", request("GET http://a?x=1 HTTP/1.1") + kLast, {404, 200}},
      {"options of the server", request("OPTIONS * HTTP/1.1") + kLast, {204, 200}},
      {"options of a path", request("OPTIONS /echo HTTP/1.1") + kLast, {204, 200}},
      {"unknown path", request("GET /nothing HTTP/1.1") + kLast, {404, 200}},
      {"known path, other method", request("DELETE /echo HTTP/1.1") + kLast, {405, 200}},
      {"post with length", post("Content-Length: 3\r\n", "abc") + kLast, {200, 200}},
      {"post with length 0", post("Content-Length: 0\r\n", "") + kLast, {200, 200}},
      {"post without length has no body", post("", "") + kLast, {200, 200}},
      {"length with leading zeros", post("Content-Length: 003\r\n", "abc") + kLast, {200, 200}},
      {"get with body", get("Content-Length: 3\r\n") + "abc" + kLast, {200, 200}},
      {"chunked", chunked("3\r\nabc\r\n0\r\n\r\n") + kLast, {200, 200}},
      {"chunked, capitals", post("Transfer-Encoding: CHUNKED\r\n", "3\r\nabc\r\n0\r\n\r\n") + kLast, {200, 200}},
      {"chunked, nothing", chunked("0\r\n\r\n") + kLast, {200, 200}},
      {"chunk size in capitals", chunked("A\r\n0123456789\r\n0\r\n\r\n") + kLast, {200, 200}},
      {"chunk size with leading zeros", chunked("0003\r\nabc\r\n000\r\n\r\n") + kLast, {200, 200}},
      {"chunk extension", chunked("3;a=b\r\nabc\r\n0\r\n\r\n") + kLast, {200, 200}},
      {"chunk extension quoted", chunked("3;a=\"b;c\"\r\nabc\r\n0\r\n\r\n") + kLast, {200, 200}},
      {"trailer", chunked("3\r\nabc\r\n0\r\nX-A: b\r\n\r\n") + kLast, {200, 200}},
      {"trailer cannot pose as a field", chunked("0\r\nHost: b\r\n\r\n") + kLast, {200, 200}},
      {"upgrade ignored", get("Upgrade: websocket\r\nConnection: Upgrade\r\n") + kLast, {200, 200}},
      {"h2c upgrade ignored",
       get("Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nConnection: Upgrade, HTTP2-Settings\r\n") + kLast,
       {200, 200}},
      {"TE is not Transfer-Encoding", get("TE: trailers\r\n") + kLast, {200, 200}},
      {"connection close ends it", get("Connection: close\r\n") + kLast, {200}},
      {"close among others", get("Connection: foo, CLOSE\r\n") + kLast, {200}},
      {"HTTP/1.0 closes", "GET /echo HTTP/1.0\r\n\r\n" + kLast, {200}},
      {"HTTP/1.0 keep-alive", "GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + kLast, {200, 200}},
      {"HTTP/1.0 ignores Expect", "POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na", {200}},
      {"pipelining", get("") + get("") + post("Content-Length: 1\r\n", "a") + kLast, {200, 200, 200, 200}},
      {"later HTTP/1.x", request("GET /echo HTTP/1.9") + kLast, {200, 200}},
  };
}

std::vector<Case> bad_lines() {
  const auto line = [](const std::string& text) { return request(text) + kLast; };
  return {
      {"no version", line("GET /echo"), {400}},
      {"HTTP/0.9", "GET /echo\r\n\r\n" + kLast, {400}},
      {"two blanks", line("GET  /echo HTTP/1.1"), {400}},
      {"blank in the target", line("GET /ec ho HTTP/1.1"), {400}},
      {"tab for a blank", line("GET\t/echo\tHTTP/1.1"), {400}},
      {"blank before", line(" GET /echo HTTP/1.1"), {400}},
      {"blank behind", line("GET /echo HTTP/1.1 "), {400}},
      {"no target", line("GET HTTP/1.1"), {400}},
      {"lower-case protocol", line("GET /echo http/1.1"), {400}},
      {"other protocol", line("GET /echo HTTQ/1.1"), {400}},
      {"version without minor", line("GET /echo HTTP/1"), {400}},
      {"version too long", line("GET /echo HTTP/1.10"), {400}},
      {"version with a sign", line("GET /echo HTTP/+.1"), {400}},
      {"HTTP/2.0", line("GET /echo HTTP/2.0"), {505}},
      {"HTTP/0.9 in words", line("GET /echo HTTP/0.9"), {505}},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}},
      {"TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), {400}},
      {"lower-case method", line("get /echo HTTP/1.1"), {501}},
      {"invented method", line("FETCH /echo HTTP/1.1"), {501}},
      {"TRACE", line("TRACE /echo HTTP/1.1"), {501}},
      {"CONNECT", line("CONNECT a:443 HTTP/1.1"), {501}},
      {"method of 40 letters", line(std::string(40, 'M') + " /echo HTTP/1.1"), {501}},
      {"method with a slash", line("GE/T /echo HTTP/1.1"), {400}},
      {"method in brackets", line("(GET) /echo HTTP/1.1"), {400}},
      {"zero byte", std::string("GET /echo\0 HTTP/1.1\r\nHost: a\r\n\r\n", 33), {400}},
      {"bare LF after the line", "GET /echo HTTP/1.1\nHost: a\n\n", {400}},
      {"CR alone", "GET /echo HTTP/1.1\rHost: a\r\n\r\n", {400}},
      {"two CR", "GET /echo HTTP/1.1\r\r\nHost: a\r\n\r\n", {400}},
      {"five empty lines before", "\r\n\r\n\r\n\r\n\r\n" + get(""), {400}},
      {"bare LF before", "\n" + get(""), {400}},
  };
}

std::vector<Case> bad_targets() {
  const auto target = [](const std::string& text) { return request("GET " + text + " HTTP/1.1") + kLast; };
  return {
      {"raw UTF-8", target("/地名"), {400}},
      {"raw byte 0x80", target("/\x80"), {400}},
      {"raw DEL", target("/a\x7f"), {400}},
      {"fragment", target("/echo#a"), {400}},
      {"percent alone", target("/echo%"), {400}},
      {"percent and one digit", target("/echo%6"), {400}},
      {"percent and no digits", target("/echo%zz"), {400}},
      {"percent in the query", target("/echo?a=%"), {400}},
      {"percent in a query name", target("/echo?%g=1"), {400}},
      {"GBK bytes encoded", target("/names/%B5%D8"), {400}},
      {"overlong slash", target("/names/%C0%AF"), {400}},
      {"surrogate", target("/names/%ED%A0%80"), {400}},
      {"above U+10FFFF", target("/names/%F4%90%80%80"), {400}},
      {"cut character", target("/names/%E5%9C"), {400}},
      {"bad UTF-8 in the query", target("/echo?a=%FF"), {400}},
      {"encoded zero byte in the path", target("/names/a%00b"), {400}},
      {"encoded zero byte in the query", target("/echo?a=%00"), {400}},
      {"encoded line end in the path", target("/names/a%0D%0Ab"), {400}},
      {"parent", target("/names/../echo"), {400}},
      {"parent encoded", target("/names/%2e%2E/echo"), {400}},
      {"this", target("/./echo"), {400}},
      {"star with GET", target("*"), {400}},
      {"relative", target("echo"), {400}},
      {"other scheme", target("ftp://a/echo"), {400}},
      {"file scheme", target("file:///etc/passwd"), {400}},
      {"user in the authority", target("http://u@a/echo"), {400}},
      {"empty authority", target("http:///echo"), {400}},
      {"authority not the host", target("http://b/echo"), {400}},
  };
}

std::vector<Case> bad_fields() {
  const auto bare = [](const std::string& fields) { return "GET /echo HTTP/1.1\r\n" + fields + "\r\n" + kLast; };
  return {
      {"no host", bare(""), {400}},
      {"two hosts", bare("Host: a\r\nHost: a\r\n"), {400}},
      {"two hosts under HTTP/1.0", "GET /echo HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", {400}},
      {"empty host", bare("Host:\r\n"), {400}},
      {"host list", bare("Host: a, b\r\n"), {400}},
      {"host with a path", bare("Host: a/b\r\n"), {400}},
      {"host with a user", bare("Host: u@a\r\n"), {400}},
      {"host with a bad port", bare("Host: a:8x\r\n"), {400}},
      {"host with open bracket", bare("Host: [::1\r\n"), {400}},
      {"host with a blank", bare("Host: a b\r\n"), {400}},
      {"obs-fold", get("X-A: b\r\n c\r\n") + kLast, {400}},
      {"obs-fold with tab", get("X-A: b\r\n\tc\r\n") + kLast, {400}},
      {"fold as first field", bare(" Host: a\r\n"), {400}},
      {"blank before the colon", get("X-A : b\r\n") + kLast, {400}},
      {"no colon", get("X-A\r\n") + kLast, {400}},
      {"empty name", get(": b\r\n") + kLast, {400}},
      {"name with brackets", get("X(A): b\r\n") + kLast, {400}},
      {"name with UTF-8", get("地: b\r\n") + kLast, {400}},
      {"zero byte in a value", get(std::string("X-A: b\0c\r\n", 10)) + kLast, {400}},
      {"control byte in a value", get("X-A: b\x01\r\n") + kLast, {400}},
      {"CR in a value", get("X-A: b\rc\r\n") + kLast, {400}},
      {"bare LF between fields", "GET /echo HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", {400}},
      {"bare LF at the end", "GET /echo HTTP/1.1\r\nHost: a\r\n\n", {400}},
      {"expectation unknown", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "a") + kLast, {417}},
      {"body packed", post("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "a") + kLast, {415}},
  };
}

std::vector<Case> smuggling() {
  // What a proxy in front might take for the body or for the next request must never be answered.
  const std::string inner = "GET /end HTTP/1.1\r\nHost: a\r\n\r\n";
  const auto te = [&](const std::string& fields) { return post(fields, "0\r\n\r\n" + inner); };
  return {
      {"length and chunked", te("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), {400}},
      {"chunked and length", te("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), {400}},
      {"chunked and length 0", te("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n"), {400}},
      {"two lengths, same", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a" + inner), {400}},
      {"two lengths, different", post("Content-Length: 1\r\nContent-Length: 9\r\n", "a" + inner), {400}},
      {"length list, same", post("Content-Length: 1, 1\r\n", "a" + inner), {400}},
      {"length list, different", post("Content-Length: 1, 9\r\n", "a" + inner), {400}},
      {"length +1", post("Content-Length: +1\r\n", "a" + inner), {400}},
      {"length -1", post("Content-Length: -1\r\n", "a" + inner), {400}},
      {"length 0x1", post("Content-Length: 0x1\r\n", "a" + inner), {400}},
      {"length 1.0", post("Content-Length: 1.0\r\n", "a" + inner), {400}},
      {"length 1e0", post("Content-Length: 1e0\r\n", "a" + inner), {400}},
      {"length with blank inside", post("Content-Length: 1 1\r\n", "a" + inner), {400}},
      {"length empty", post("Content-Length:\r\n", "a" + inner), {400}},
      {"length beyond 64 bits", post("Content-Length: 18446744073709551617\r\n", "a" + inner), {413}},
      {"length blank colon", post("Content-Length : 1\r\n", "a" + inner), {400}},
      {"two encodings", te("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), {400}},
      {"identity, chunked", te("Transfer-Encoding: identity, chunked\r\n"), {400}},
      {"chunked, identity", te("Transfer-Encoding: chunked, identity\r\n"), {400}},
      {"gzip, chunked", te("Transfer-Encoding: gzip, chunked\r\n"), {400}},
      {"chunked twice", te("Transfer-Encoding: chunked, chunked\r\n"), {400}},
      {"xchunked", te("Transfer-Encoding: xchunked\r\n"), {400}},
      {"chunked with parameter", te("Transfer-Encoding: chunked;q=1\r\n"), {400}},
      {"chunked quoted", te("Transfer-Encoding: \"chunked\"\r\n"), {400}},
      {"identity", te("Transfer-Encoding: identity\r\n"), {400}},
      {"encoding empty", te("Transfer-Encoding:\r\n"), {400}},
      {"vertical tab before chunked",
       te("Transfer-Encoding: \x0b"
          "chunked\r\n"),
       {400}},
      {"blank before the encoding's colon", te("Transfer-Encoding : chunked\r\n"), {400}},
      {"blank before the encoding's name", te(" Transfer-Encoding: chunked\r\n"), {400}},
      {"encoding folded", te("Transfer-Encoding:\r\n chunked\r\n"), {400}},
      {"encoding behind a bare LF", te("X: y\nTransfer-Encoding: chunked\r\n"), {400}},
      {"encoding under HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner, {400}},
  };
}

std::vector<Case> bad_chunks() {
  const auto body = [](const std::string& text) { return chunked(text) + kLast; };
  return {
      {"size not hexadecimal", body("g\r\nabc\r\n0\r\n\r\n"), {400}},
      {"size 0x3", body("0x3\r\nabc\r\n0\r\n\r\n"), {400}},
      {"size +3", body("+3\r\nabc\r\n0\r\n\r\n"), {400}},
      {"size -3", body("-3\r\nabc\r\n0\r\n\r\n"), {400}},
      {"size empty", body("\r\nabc\r\n0\r\n\r\n"), {400}},
      {"size behind a blank", body(" 3\r\nabc\r\n0\r\n\r\n"), {400}},
      {"size of 17 digits", body("10000000000000003\r\nabc\r\n0\r\n\r\n"), {400}},
      {"size near 64 bits", body("ffffffffffffffff\r\nabc\r\n0\r\n\r\n"), {413}},
      {"size with underscore", body("0_3\r\nabc\r\n0\r\n\r\n"), {400}},
      {"bare LF after the size", body("3\nabc\r\n0\r\n\r\n"), {400}},
      {"bare CR after the size", body("3\rabc\r\n0\r\n\r\n"), {400}},
      {"data longer than its size", body("2\r\nabc\r\n0\r\n\r\n"), {400}},
      {"data shorter than its size", body("4\r\nabc\r\n0\r\n\r\n"), {400}},
      {"no line end behind the data", body("3\r\nabc0\r\n\r\n"), {400}},
      {"bare LF in an extension", body("3;a\nb\r\nabc\r\n0\r\n\r\n"), {400}},
      {"extension of 2 KB", body("3;" + std::string(2048, 'x') + "\r\nabc\r\n0\r\n\r\n"), {400}},
      {"extension of 20 KB", body("3;" + std::string(20480, 'x') + "\r\nabc\r\n0\r\n\r\n"), {400}},
      {"trailer of 20 KB", body("0\r\nX: " + std::string(20480, 'x') + "\r\n\r\n"), {400}},
      {"trailer poses as framing", body("0\r\nContent-Length: 50\r\n\r\n"), {400}},
      {"trailer without colon", body("0\r\nX\r\n\r\n"), {400}},
  };
}

std::vector<int> statuses(std::string_view answers) {
  std::vector<int> found;
  while (!answers.empty()) {
    const int status = test::status_of(answers);
    found.push_back(status);
    const auto end = answers.find("\r\n\r\n");
    if (status == 0 || end == std::string_view::npos) break;
    const auto length = test::field_of(answers, "Content-Length");
    answers.remove_prefix(std::min<std::size_t>(end + 4 + (length ? std::stoull(*length) : 0), answers.size()));
  }
  return found;
}

void run(const std::vector<Case>& cases) {
  const test::TestServer server(echo_router());
  for (const auto& one : cases) EXPECT_EQ(statuses(server.talk(one.bytes)), one.statuses) << one.name;
}

/// The same bytes, one at a time: where a read happens to end must not matter.
void run_dripped(const std::vector<Case>& cases) {
  const test::TestServer server(echo_router());
  for (const auto& one : cases) {
    if (one.bytes.size() > 400) continue;
    test::RawClient client(server.port());
    for (const char& byte : one.bytes)
      if (!client.send(std::string_view(&byte, 1))) break;
    EXPECT_EQ(statuses(client.read_to_end()), one.statuses) << one.name;
  }
}

TEST(Conformance, well_formed_is_answered_in_order) {
  run(well_formed());
}
TEST(Conformance, bad_request_line_is_refused) {
  run(bad_lines());
}
TEST(Conformance, bad_target_is_refused) {
  run(bad_targets());
}
TEST(Conformance, bad_field_is_refused) {
  run(bad_fields());
}
TEST(Conformance, ambiguous_framing_is_refused_and_ends_the_connection) {
  run(smuggling());
}
TEST(Conformance, bad_chunk_is_refused) {
  run(bad_chunks());
}
TEST(Conformance, byte_by_byte_gives_the_same) {
  run_dripped(well_formed());
  run_dripped(bad_lines());
  run_dripped(smuggling());
  run_dripped(bad_chunks());
}

TEST(Conformance, table_names_are_unique_and_number_over_100) {
  std::set<std::string> names;
  std::size_t count = 0;
  for (const auto& table : {well_formed(), bad_lines(), bad_targets(), bad_fields(), smuggling(), bad_chunks()})
    for (const auto& one : table) ++count, names.insert(one.name);
  EXPECT_EQ(names.size(), count);
  EXPECT_GE(count, 100u);
}

}  // namespace
}  // namespace diming
