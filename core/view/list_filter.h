#pragma once
// Which conversations a list shows and in which order: what the filter menu builds, the page's address holds and saved
// views keep. Of each kind any, of all kinds together: two tags mean either, a tag and a channel mean both.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/view/inbox_list.h"

namespace tributary {

enum class ListSort : std::uint8_t { newest, oldest, waiting, unread };  // waiting: customers nobody has answered, the longest first

struct ListFilter {
  std::vector<WorkStatus> statuses;    // none of a kind: all of that kind
  std::vector<Channel> channels;       // of the last message
  std::vector<AccountId> accounts;     // of our number that the last message went through
  std::vector<TagId> tags;             // deleted ones too: conversations keep theirs (D81)
  std::vector<AgentId> assignees;      // no id: nobody
  std::vector<TeamId> teams;           // beside assignees: either
  ListSort sort = ListSort::newest;

  bool operator==(const ListFilter&) const = default;
  bool narrows() const { return !statuses.empty() || !channels.empty() || !accounts.empty() || !tags.empty() || !assignees.empty() || !teams.empty(); }
  bool plain() const { return !narrows() && sort == ListSort::newest; }
};

// In this view, seen through this filter. A filter that names statuses says so for the view too: "mine, resolved".
bool passes(const State&, InboxView, const ListFilter&, const Conversation&, AgentId viewer);
// Smaller stands above. What sleeps stands below what does not, and what is resolved below all others.
std::int64_t rank_of(ListSort, const Conversation&, std::uint32_t unread);

// "status=open,snoozed&tag=tag_…&sort=oldest": empty for a plain one. Reading leaves out what it does not understand.
std::string filter_text(const ListFilter&);
ListFilter parse_filter(std::string_view text);

}  // namespace tributary
