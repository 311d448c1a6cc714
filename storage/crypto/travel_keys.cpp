// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/travel_keys.h"

#include "storage/crypto/keyring_state.h"

namespace oxseal {

Result<Json> travelKeys(const Keyring& keyring, std::string_view login)
{
    OXSEAL_TRY(const PersonKeys keys, keyring.keysOf(login));
    if (keys.signing.empty())
        return fail(kKeyringNoSigningKey, keys.login, {keys.login});
    OXSEAL_TRY(const Json file, parseJson(keyring.bytes()));
    for (const Json& person : file["persons"].toArray()) {
        if (person["public"]["login"].toString() != login)
            continue;
        Json out;
        for (const char* member : {"box_private", "kdf", "public", "session_private"})
            out.set(member, person[member]);
        return out;
    }
    return fail(kKeyringUnknownLogin, std::string(login), {std::string(login)});
}

Result<OpenedTravelKeys> openTravelKeys(
    const std::string& workspaceId, const Json& travelling, const Secret& passphrase, const Environment& environment)
{
    OXSEAL_TRY(const keyring::Holder holder, keyring::readTraveller(travelling));
    OXSEAL_TRY(keyring::LoginPrivates privates, keyring::openLogin(workspaceId, holder, passphrase, environment));
    return OpenedTravelKeys{holder.keys, std::move(privates.box), std::move(privates.session)};
}

std::string travelBox(const Json& travelling) { return fromBase64(travelling["public"]["box"].toString()).value_or(""); }

} // namespace oxseal
