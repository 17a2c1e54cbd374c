#include "relay/host/escalation_queues.h"

#include <cstdio>
#include <stdexcept>

#include "core/inbox/naming.h"

namespace tributary::host {

void EscalationQueues::configure(const std::vector<EscalationQueue>& queues) {
  of_ = {};
  TeamId otherwise;
  for (const EscalationQueue& queue : queues) {
    const TeamId team = team_for(queue);
    if (queue.takes == EscalationQueue::Takes::channel) of_[static_cast<std::size_t>(queue.channel)] = team;
    if (queue.takes == EscalationQueue::Takes::others) otherwise = team;
  }
  for (TeamId& team : of_)
    if (!team) team = otherwise;
}

// A team that bears the name now; else the one that was made for it, whatever it is called by now; else one that is archived.
TeamId EscalationQueues::team_for(const EscalationQueue& queue) {
  TeamId made_for_it;
  tenant_.keys().keyed(tenant_.id(), "team", queue.team, made_for_it.high, made_for_it.low);
  TeamId found = named(queue.team, false);
  if (!found && tenant_.state().teams.find(made_for_it)) found = made_for_it;
  if (!found) found = named(queue.team, true);
  if (const Team* known = tenant_.state().teams.find(found)) {
    if (known->archived) std::fprintf(stderr, "%s: the team %s is archived, so nothing goes to it. Restore it, or name another.\n", queue.variable.c_str(), known->name.c_str());
    return found;
  }
  const auto made = tenant_.submit(ConfigureTeam{{}, queue.team, {}}, Actor{ActorKind::system, {}}, same_bits<CommandId>(made_for_it));
  if (!made.accepted) throw std::runtime_error(queue.variable + " names a team that cannot be made. " + sentence(made.refused));
  return made_for_it;
}

TeamId EscalationQueues::named(std::string_view name, bool archived) const {
  TeamId found;
  tenant_.state().teams.for_each([&](TeamId id, const Team& team) {
    if (team.archived == archived && same_name(team.name, name)) found = id;
  });
  return found;
}

}  // namespace tributary::host
