#include <array>

#include "api/http/problem.hpp"

namespace diming::api {
namespace {

constexpr auto kRows = std::to_array<ProblemRow>({
    {"crs.needs_parameters", 422, "缺少坐标转换参数", "Transformation parameters required"},
    {"crs.unknown", 400, "不认识的坐标系", "Unknown coordinate reference system"},
    {"date.malformed", 400, "日期格式不正确", "Malformed date"},
    {"file.broken", 422, "文件已损坏", "Broken file"},
    {"file.encoding", 422, "文字编码不正确", "Text encoding not recognised"},
    {"file.field_not_found", 422, "文件缺少字段", "Field not found in file"},
    {"file.layer_not_found", 422, "文件缺少图层", "Layer not found in file"},
    {"file.not_found", 404, "找不到文件", "File not found"},
    {"file.too_large", 413, "文件过大", "File too large"},
    {"file.unknown_format", 415, "不认识的文件格式", "Unknown file format"},
    {"file.unreadable", 422, "文件无法读取", "File cannot be read"},
    {"file.unsupported", 415, "不支持的文件格式", "Unsupported file format"},
    {"file.unwritable", 507, "文件无法写入", "File cannot be written"},
    {"file.value", 422, "字段值不正确", "Value does not fit the field"},
    {"geometry.empty", 422, "图形为空", "Empty geometry"},
    {"geometry.invalid", 422, "图形无效", "Invalid geometry"},
    {"geometry.malformed", 400, "图形格式不正确", "Malformed geometry"},
    {"geometry.out_of_range", 422, "图形坐标超出范围", "Geometry out of range"},
    {"geometry.overlay", 422, "图形叠加失败", "Overlay failed"},
    {"geometry.self_crossing", 422, "图形自相交", "Geometry crosses itself"},
    {"geometry.too_complex", 422, "图形过于复杂", "Geometry too complex"},
    {"geometry.too_large", 413, "图形过大", "Geometry too large"},
    {"geometry.unsupported", 422, "不支持的图形类型", "Unsupported geometry type"},
    {"http.address_unusable", 500, "监听地址不可用", "Listening address unusable"},
    {"http.ambiguous_length", 400, "请求体长度不明确", "Ambiguous message length"},
    {"http.bad_chunk", 400, "分块传输格式不正确", "Malformed chunked body"},
    {"http.bad_header", 400, "请求头格式不正确", "Malformed header field"},
    {"http.bad_host", 400, "Host 请求头不正确", "Missing or malformed Host"},
    {"http.bad_request_line", 400, "请求行格式不正确", "Malformed request line"},
    {"http.bad_target", 400, "网址格式不正确", "Malformed request target"},
    {"http.bad_transfer_encoding", 400, "传输编码不正确", "Unsupported transfer coding"},
    {"http.body_too_large", 413, "请求体过大", "Request body too large"},
    {"http.busy", 503, "服务器繁忙", "Server busy"},
    {"http.expectation_failed", 417, "无法满足 Expect", "Expectation failed"},
    {"http.fault", 500, "服务器内部出错", "Internal error"},
    {"http.headers_too_large", 431, "请求头过大", "Request header fields too large"},
    {"http.invalid_parameter", 400, "参数不正确", "Invalid parameter"},
    {"http.log_unusable", 500, "日志文件无法写入", "Log file cannot be written"},
    {"http.method_not_allowed", 405, "不允许的请求方法", "Method not allowed"},
    {"http.method_unknown", 501, "不认识的请求方法", "Method not implemented"},
    {"http.missing_parameter", 400, "缺少参数", "Missing parameter"},
    {"http.not_acceptable", 406, "没有可用的表示形式", "Not acceptable"},
    {"http.not_found", 404, "没有这个资源", "Not found"},
    {"http.not_ready", 503, "服务尚未就绪", "Not ready yet"},
    {"http.port_in_use", 500, "端口已被占用", "Port in use"},
    {"http.precondition_failed", 412, "资源已被修改", "Precondition failed"},
    {"http.refused", 400, "请求不正确", "Bad request"},
    {"http.target_too_long", 414, "网址过长", "Request target too long"},
    {"http.timeout", 408, "请求超时", "Request timeout"},
    {"http.too_many_connections", 429, "连接过多", "Too many connections"},
    {"http.too_many_requests", 429, "请求过于频繁", "Too many requests"},
    {"http.unsupported_encoding", 415, "不支持的内容编码", "Unsupported content coding"},
    {"http.unsupported_type", 415, "不支持的内容类型", "Unsupported media type"},
    {"http.version_unsupported", 505, "不支持的 HTTP 版本", "HTTP version not supported"},
    {"json.malformed", 400, "JSON 格式不正确", "Malformed JSON"},
    {"json.too_deep", 400, "JSON 嵌套过深", "JSON nested too deeply"},
    {"store.closing", 503, "服务正在停止", "Shutting down"},
    {"store.exists", 409, "数据文件已存在", "Database exists already"},
    {"store.locked", 503, "数据文件被占用", "Database in use by another process"},
    {"store.newer", 500, "数据文件版本较新", "Database written by a newer program"},
    {"store.not_a_database", 500, "不是数据文件", "Not a database"},
    {"store.not_diming", 500, "不是地名数据文件", "Not a database of this program"},
    {"store.not_found", 500, "找不到数据文件", "Database not found"},
    {"store.unsafe_environment", 500, "运行环境不安全", "Unsafe environment"},
});

}  // namespace

std::span<const ProblemRow> problem_table() {
  return kRows;
}

}  // namespace diming::api
