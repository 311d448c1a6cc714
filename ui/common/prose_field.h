// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <string>

namespace oxseal::ui {

/// A field for some lines of prose; Tab leaves it.
class ProseField final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ProseField(const QString& text = {}, int lines = 3, QWidget* parent = nullptr);
    [[nodiscard]] std::string typed() const; ///< trimmed
};

} // namespace oxseal::ui
