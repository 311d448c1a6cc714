// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"

#include <QCryptographicHash>

#include <algorithm>

namespace oxseal::test {

/// SHA-256 by Qt: independent of Botan, which the product uses.
class QtHasher final : public Hasher
{
public:
    using Hasher::update;
    void update(ByteView bytes) override
    {
        hash_.addData(QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    }
    Digest finish() override
    {
        Digest digest;
        const QByteArray result = hash_.result();
        std::copy_n(reinterpret_cast<const std::uint8_t*>(result.constData()), digest.bytes.size(), digest.bytes.begin());
        hash_.reset();
        return digest;
    }

private:
    QCryptographicHash hash_{QCryptographicHash::Sha256};
};

} // namespace oxseal::test
