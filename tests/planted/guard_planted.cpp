// The guards' known mistakes: who is let in, what is believed, what is sent. The program is the guards' tests too:
// without --bugs it runs them as they are.
#include <cstring>

#include "tests/planted/impatient.h"
#include "tests/planted/planted_main.h"

namespace {

constexpr tributary::Planted planted_bugs[] = {
    {40, "door: any Origin is our own", "Authorisation.WhatChanges*:Frames.P14_ASocketOpens*"},
    {41, "socket: a token is asked for once and believed for ever", "Revocation.P15_WhatNobody*"},
    {42, "door: a revoked session is still answered", "Revocation.P15_EveryCause*"},
    {43, "door: every agent is an admin", "Authorisation.EveryRoute*:Frames.EveryCommand*"},
    {44, "door: an unknown field is let through", "Authorisation.EveryBody*"},
    {45, "admin: the tenant is forgotten, another's people can be shut out", "Authorisation.P14_Anothers*"},
    {46, "webhook: the signature is compared and the result forgotten", "BadInput.*"},
    {47, "webhook: what cannot be used is dropped instead of kept", "BadInput.*"},
    {48, "revocation: the session ends, its open sockets do not", "Revocation.P15_EveryCause*"},
    {49, "courier: no answer means it did not arrive, so it is sent again", "Outbound.P6c*"},
    {50, "statuses: the last word wins", "Outbound.P6e*"},
    {51, "revocation: a token outlives whoever made it", "Revocation.P15_EveryCause*"},
    {52, "revocation: who takes in a snapshot is not found", "Revocation.P15_EveryCause*"},
    {55, "revocation: a link that was not used yet still signs in", "Revocation.P15_ALink*"},
    {56, "door: a token keeps what its maker may no more", "Revocation.P15_AToken*"},
    {57, "door: a cookie that another host can set signs in", "Authorisation.ACookie*"},
    {74, "people: whose password is changed keeps the open pages", "Revocation.P15_EveryCause*"},
    {204, "accounts: whoever knows an id may change another tenant's account", "Authorisation.P14_Anothers*"},
    {53, "status: our own id in the callback is not looked at", "Outbound.P6c*"},
    {54, "door: a change is taken from any site", "Authorisation.WhatChanges*"},
};

}  // namespace

int main(int argc, char** argv) {
  const bool bugs = argc > 1 && std::strcmp(argv[1], "--bugs") == 0;
  if (bugs) testing::AddGlobalTestEnvironment(new tributary::Impatient(30'000));
  if (bugs) testing::GTEST_FLAG(output) = "";  // the runs below fail on purpose: their reports are not ours
  testing::InitGoogleTest(&argc, argv);
  return bugs ? tributary::try_planted_bugs(planted_bugs) : RUN_ALL_TESTS();
}
