#include "relay/api/tickets.h"

#include <gtest/gtest.h>

#include <vector>

namespace tributary::test {
namespace {

using api::Tickets;

api::Principal page_of(const std::string& tenant, const std::string& session) {
  api::Principal page;
  page.tenant = tenant;
  page.session_secret = session;
  return page;
}

TEST(Tickets, AreGoodOnceInTimeAndInTheirTenant) {
  Tickets tickets;
  const auto page = page_of("default", "s");
  const auto once = tickets.make(page, 10, Instant{0}), late = tickets.make(page, 10, Instant{0}), elsewhere = tickets.make(page, 10, Instant{0});
  ASSERT_TRUE(once && late && elsewhere);
  EXPECT_FALSE(tickets.use("", "default", Instant{1}));
  EXPECT_FALSE(tickets.use(*elsewhere, "other", Instant{1}));
  ASSERT_TRUE(tickets.use(*once, "default", Instant{1}));
  EXPECT_FALSE(tickets.use(*once, "default", Instant{1}));
  EXPECT_FALSE(tickets.use(*late, "default", Instant{Tickets::lifetime_ms}));
}

TEST(Tickets, P14_OneTenantsShareIsNobodyElses) {
  Tickets tickets;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(tickets.make(page_of("noisy", "s" + std::to_string(i)), 3, Instant{0}));
  EXPECT_FALSE(tickets.make(page_of("noisy", "s3"), 3, Instant{0}));
  EXPECT_TRUE(tickets.make(page_of("quiet", "s"), 3, Instant{0}));
  EXPECT_TRUE(tickets.make(page_of("noisy", "s3"), 3, Instant{Tickets::lifetime_ms})) << "what is too old takes no room";
}

TEST(Tickets, OfOneSessionTheOldestGoesForTheNext) {
  Tickets tickets;
  std::vector<std::string> made;
  for (std::size_t i = 0; i <= Tickets::of_session_max; ++i) {
    const auto ticket = tickets.make(page_of("default", "eager"), Tickets::of_session_max, Instant{0});
    ASSERT_TRUE(ticket) << i;
    made.push_back(*ticket);
  }
  EXPECT_FALSE(tickets.use(made.front(), "default", Instant{1}));
  for (std::size_t i = 1; i < made.size(); ++i) EXPECT_TRUE(tickets.use(made[i], "default", Instant{1})) << i;
}

}  // namespace
}  // namespace tributary::test
