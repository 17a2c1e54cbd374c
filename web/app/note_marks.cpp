#include "web/app/note_marks.h"

namespace tributary::app {
namespace {

void find_marks(std::string_view words, std::string_view name, std::vector<WrittenMark>& marks) {
  if (name.empty()) return;
  for (std::size_t at = words.find('@'); at != std::string_view::npos; at = words.find('@', at + 1))
    if (words.substr(at + 1, name.size()) == name) marks.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1 + name.size())});
}

}  // namespace

std::vector<WrittenMark> mentions_in(const Frame& f, const ThreadEntry& note, std::string_view words) {
  std::vector<WrittenMark> marks;
  for (AgentId agent : note.mentions) find_marks(words, f.words().agent_name(agent), marks);
  return marks;
}

}  // namespace tributary::app
