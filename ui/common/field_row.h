// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <utility>
#include <vector>

namespace oxseal::ui {

/// Short fields beside each other in a form, each under its caption; for Form::addWidget. All share the width.
class FieldRow final : public QWidget
{
    Q_OBJECT

public:
    explicit FieldRow(const std::vector<std::pair<QString, QWidget*>>& fields, QWidget* parent = nullptr);
};

} // namespace oxseal::ui
