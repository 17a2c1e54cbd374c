#include "core/wire/frame.h"

#include <utility>

#include "core/wire/codec.h"

namespace tributary::wire {
namespace {

// {"frame":"hello", …}: the fields stand beside the name.
template <class Frame>
std::string frame_text(const Frame& frame) {
  std::string out = "{\"frame\":\"";
  out.append(name_of_type<Frame>()).append("\"");
  bool first = false;
  put_members(out, frame, first);
  out += '}';
  return out;
}

// Whatever it is, its name is told first where we wrote it; others may tell it anywhere.
std::string frame_name(std::string_view text) {
  std::string name;
  Reader from(text);
  from.object([&](std::string_view key) {
    if (key != "frame") return from.skip();
    if (const auto told = from.string()) name = *told;
    return false;  // no need to look further
  });
  return name;
}

// The name is a part among the others, which has been read before.
bool pass_over(Reader& from, void*) { return from.skip(); }

template <class Frame>
constexpr auto name_and_members() {
  std::array<NamedPart, members_of<Frame>.size() + 1> all{NamedPart{"frame", pass_over}};
  for (std::size_t i = 1; i < all.size(); ++i) all[i] = members_of<Frame>[i - 1];
  return all;
}
template <class Frame>
constexpr auto parts_of_frame = name_and_members<Frame>();

bool take_whole(std::string_view text, void* into, const NamedPart* all, std::size_t count) {
  Reader from(text);
  return take_parts(from, into, all, count) && from.ended();
}

template <class One, class Frames>
void take_frame(std::string_view text, std::string_view name, std::optional<Frames>& into) {
  if (into || name != name_of_type<One>()) return;
  One frame;
  if (take_whole(text, &frame, parts_of_frame<One>.data(), parts_of_frame<One>.size())) into = std::move(frame);
}

template <class... One>
std::optional<std::variant<One...>> parse_frame(std::string_view text, std::type_identity<std::variant<One...>>) {
  const std::string name = frame_name(text);
  std::optional<std::variant<One...>> parsed;
  (take_frame<One>(text, name, parsed), ...);
  return parsed;
}

template <class Text>
void put_texts(std::string& out, std::string_view name, const std::vector<Text>& texts) {
  out.append(",\"").append(name).append("\":[");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i) out += ',';
    out += texts[i];
  }
  out += ']';
}

template <class Text>
std::size_t bytes_of(const std::vector<Text>& texts) {
  std::size_t bytes = texts.size();
  for (const Text& text : texts) bytes += text.size();
  return bytes;
}

template <class Text>
std::string lines_frame(Epoch epoch, std::uint64_t after, std::uint64_t upto, const std::vector<Text>& lines, const std::vector<Text>& contents) {
  std::string out = "{\"frame\":\"lines\",\"epoch\":";
  out.reserve(160 + bytes_of(lines) + bytes_of(contents));
  put(out, epoch);
  out.append(",\"after\":").append(std::to_string(after)).append(",\"upto\":").append(std::to_string(upto));
  put_texts(out, "lines", lines);
  put_texts(out, "contents", contents);
  out += '}';
  return out;
}

constexpr std::string_view snapshot_begins = "{\"frame\":\"snapshot\",";
constexpr std::string_view state_begins = ",\"state\":";

// A snapshot's state is long and read by load_piece(): here it is only cut out. Nothing before it
// can hold the mark, for there are only numbers and ids.
std::optional<ServerFrame> parse_snapshot(std::string_view text) {
  const std::size_t mark = text.find(state_begins);
  if (mark == text.npos || text.back() != '}') return {};
  auto frame = parse_frame(std::string(text.substr(0, mark)) + "}", std::type_identity<std::variant<Snapshot>>{});
  if (!frame) return {};
  Snapshot snapshot = std::get<Snapshot>(std::move(*frame));
  const std::size_t from = mark + state_begins.size();
  snapshot.state = std::string(text.substr(from, text.size() - 1 - from));
  return snapshot;
}

std::string text_of_frame(const Snapshot& snapshot) {
  std::string out = frame_text(snapshot);
  out.pop_back();
  out.append(state_begins).append(snapshot.state.empty() ? "{}" : snapshot.state).append("}");
  return out;
}

template <class Frame>
std::string text_of_frame(const Frame& frame) { return frame_text(frame); }

}  // namespace

std::string client_frame_text(const ClientFrame& frame) {
  return std::visit([](const auto& one) { return frame_text(one); }, frame);
}

std::optional<ClientFrame> parse_client_frame(std::string_view text) {
  return parse_frame(text, std::type_identity<ClientFrame>{});
}

std::string server_frame_text(const ServerFrame& frame) {
  return std::visit([](const auto& one) { return text_of_frame(one); }, frame);
}

std::optional<ServerFrame> parse_server_frame(std::string_view text) {
  if (text.substr(0, snapshot_begins.size()) == snapshot_begins) return parse_snapshot(text);
  return parse_frame(text, std::type_identity<ServerFrame>{});
}

std::string lines_frame_of(Epoch epoch, std::uint64_t after, std::uint64_t upto, const std::vector<std::string_view>& lines,
                           const std::vector<std::string_view>& contents) {
  return lines_frame(epoch, after, upto, lines, contents);
}

std::string lines_frame_text(Epoch epoch, std::uint64_t after, std::uint64_t upto, const std::vector<std::string>& lines,
                             const std::vector<std::string>& contents) {
  return lines_frame(epoch, after, upto, lines, contents);
}

std::string page_frame_text(ThreadId thread, std::uint64_t before, bool more, const std::vector<std::string>& lines,
                            const std::vector<std::string>& contents) {
  std::string out = "{\"frame\":\"page\",\"thread\":";
  out.reserve(160 + bytes_of(lines) + bytes_of(contents));
  put(out, thread);
  out.append(",\"before\":").append(std::to_string(before)).append(",\"more\":").append(more ? "true" : "false");
  put_texts(out, "lines", lines);
  put_texts(out, "contents", contents);
  out += '}';
  return out;
}

}  // namespace tributary::wire
