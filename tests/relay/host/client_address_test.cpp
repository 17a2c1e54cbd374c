#include "relay/api/client_address.h"

#include <gtest/gtest.h>

namespace tributary::test {
namespace {

std::string address_of(const std::string& peer, const std::vector<std::string>& forwarded, const std::vector<std::string>& trusted) {
  http::Request request;
  request.peer = peer;
  for (const std::string& value : forwarded) request.fields.push_back({"x-forwarded-for", value});
  return api::client_address(request, trusted);
}

TEST(ClientAddress, IsTheConnectionsUnlessAProxyIsTrusted) {
  EXPECT_EQ(address_of("203.0.113.7", {"198.51.100.1"}, {}), "203.0.113.7");
  EXPECT_EQ(address_of("127.0.0.1", {"198.51.100.1"}, {}), "127.0.0.1");
  EXPECT_EQ(address_of("203.0.113.7", {"198.51.100.1"}, {"127.0.0.1"}), "203.0.113.7") << "somebody who went past the proxy";
  EXPECT_EQ(address_of("127.0.0.1", {}, {"127.0.0.1"}), "127.0.0.1");
}

TEST(ClientAddress, IsTheLastHopThatIsNoTrustedProxy) {
  const std::vector<std::string> one{"127.0.0.1"}, two{"127.0.0.1", "10.0.0.5"};
  EXPECT_EQ(address_of("127.0.0.1", {"198.51.100.1"}, one), "198.51.100.1");
  EXPECT_EQ(address_of("127.0.0.1", {"1.2.3.4, 198.51.100.1"}, one), "198.51.100.1") << "what stands before it anybody may have written";
  EXPECT_EQ(address_of("127.0.0.1", {"1.2.3.4", "198.51.100.1"}, one), "198.51.100.1") << "several fields are one list";
  EXPECT_EQ(address_of("127.0.0.1", {"1.2.3.4, 198.51.100.1,10.0.0.5"}, two), "198.51.100.1");
  EXPECT_EQ(address_of("127.0.0.1", {"198.51.100.1, 10.0.0.5"}, one), "10.0.0.5");
  EXPECT_EQ(address_of("127.0.0.1", {"10.0.0.5"}, two), "10.0.0.5") << "the proxy's own requests";
  EXPECT_EQ(address_of("::ffff:127.0.0.1", {"2001:DB8::1"}, one), "2001:db8::1");
}

TEST(ClientAddress, StopsAtWhatIsNoAddress) {
  EXPECT_EQ(address_of("127.0.0.1", {"somebody"}, {"127.0.0.1"}), "127.0.0.1");
  EXPECT_EQ(address_of("127.0.0.1", {"198.51.100.1, "}, {"127.0.0.1"}), "127.0.0.1");
}

TEST(ClientAddress, OfOneNetworkOfSixtyFourBitsIsCountedAsOne) {
  EXPECT_EQ(api::counted_address("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(api::counted_address("::ffff:203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(api::counted_address("2001:db8:1:2::1"), api::counted_address("2001:db8:1:2:ffff:ffff:ffff:ffff"));
  EXPECT_NE(api::counted_address("2001:db8:1:2::1"), api::counted_address("2001:db8:1:3::1"));
}

}  // namespace
}  // namespace tributary::test
