// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"

#include <QCryptographicHash>

#include <algorithm>

namespace oxseal::test {

/// Qt's SHA-256 behind the models' Hasher: independent of the product's own.
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
        const QByteArray value = hash_.result();
        std::transform(value.begin(), value.end(), digest.bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
        hash_.reset();
        return digest;
    }

private:
    QCryptographicHash hash_{QCryptographicHash::Sha256};
};

} // namespace oxseal::test
