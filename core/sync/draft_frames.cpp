#include "core/sync/draft_frames.h"

#include "core/base/limits.h"

namespace tributary {

std::vector<std::vector<Draft>> in_batches(const std::vector<Draft>& drafts) {
  constexpr std::size_t row_bytes = 128;  // what stands around a text
  std::vector<std::vector<Draft>> batches;
  std::size_t bytes = 0;
  for (const Draft& one : drafts) {
    const std::size_t more = one.text.size() + row_bytes;
    if (batches.empty() || bytes + more > limits::drafts_in_frame_bytes_max) batches.emplace_back(), bytes = 0;
    batches.back().push_back(one);
    bytes += more;
  }
  return batches;
}

std::vector<std::string> draft_frames(const std::vector<Draft>& drafts) {
  std::vector<std::vector<Draft>> batches = in_batches(drafts);
  if (batches.empty()) batches.emplace_back();
  std::vector<std::string> frames;
  for (std::size_t i = 0; i < batches.size(); ++i)
    frames.push_back(wire::server_frame_text(wire::Drafts{std::move(batches[i]), i + 1 == batches.size()}));
  return frames;
}

}  // namespace tributary
