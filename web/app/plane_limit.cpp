#include "web/app/plane_limit.h"

#include <utility>

namespace tributary::app {
namespace {

using platform::Node;

constexpr float at_least_px = 120;  // a paragraph's node is as high as its first line
constexpr std::size_t nobody = static_cast<std::size_t>(-1);

// Nodes come in reading order, each right behind its parent or the parent's other children: a stack finds every parent.
std::vector<std::size_t> parents_of(const std::vector<Node>& nodes) {
  std::vector<std::size_t> parents(nodes.size(), nobody), open;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    while (!open.empty() && nodes[open.back()].id != nodes[i].parent) open.pop_back();
    if (!open.empty()) parents[i] = open.back();
    open.push_back(i);
  }
  return parents;
}

bool is_item(const Node& node) { return node.role == platform::Role::listitem || node.role == platform::Role::row; }

// Sets that are told whole need no numbers; before a part of one is left out, each item learns its own.
void number_items(std::vector<Node>& nodes, const std::vector<std::size_t>& parents) {
  std::vector<std::int32_t> count(nodes.size(), 0);
  std::vector<std::pair<std::size_t, std::int32_t>> numbered;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (is_item(nodes[i]) && nodes[i].position == 0 && parents[i] != nobody) numbered.push_back({i, ++count[parents[i]]});
  for (const auto& [i, position] : numbered) {
    nodes[i].position = position;
    nodes[i].set_size = count[parents[i]];
  }
}

// The node with the focus and all that it lies in.
std::vector<bool> looked_at(const std::vector<Node>& nodes, const std::vector<std::size_t>& parents, std::uint64_t focused) {
  std::vector<bool> kept(nodes.size(), false);
  for (std::size_t i = 0; focused != 0 && i < nodes.size(); ++i)
    if (nodes[i].id == focused)
      for (std::size_t at = i; at != nobody; at = parents[at]) kept[at] = true;
  return kept;
}

// Leaves out what lies further than `screens` of its scroller's height beyond what that shows.
std::vector<bool> near(const std::vector<Node>& nodes, const std::vector<std::size_t>& parents, std::vector<bool> kept, float screens) {
  std::vector<std::size_t> scroller(nodes.size(), nobody);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::size_t parent = parents[i];
    if (parent != nobody) scroller[i] = (nodes[parent].flags & platform::node_scroller) != 0 ? parent : scroller[parent];
    if (kept[i]) continue;
    kept[i] = parent == nobody || kept[parent];
    if (scroller[i] == nobody || !kept[i]) continue;
    const Node& view = nodes[scroller[i]];
    const float reach = view.h * screens + at_least_px;
    kept[i] = nodes[i].y < view.y + view.h + reach && nodes[i].y + nodes[i].h > view.y - reach;
  }
  return kept;
}

}  // namespace

void keep_within_limit(std::vector<Node>& nodes, std::uint64_t focused) {
  if (nodes.size() <= told_max) return;
  const std::vector<std::size_t> parents = parents_of(nodes);
  number_items(nodes, parents);
  const std::vector<bool> always = looked_at(nodes, parents, focused);
  for (const float screens : {1.0F, 0.5F, 0.0F}) {
    const std::vector<bool> kept = near(nodes, parents, always, screens);
    std::size_t count = 0;
    for (const bool one : kept) count += one ? 1 : 0;
    if (count > told_max && screens > 0) continue;
    std::size_t to = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (kept[i]) nodes[to++] = nodes[i];
    nodes.resize(to);
    return;
  }
}

}  // namespace tributary::app
