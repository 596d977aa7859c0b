"""Prove that what is said of passwords is in our own words, and why one is refused."""

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import translation

from dangbo.accounts.models import User


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ngan", "Mật khẩu quá ngắn: cần ít nhất 12 ký tự."),
        ("qwertyuiop", "Mật khẩu này nhiều người dùng nên dễ đoán. Chọn mật khẩu khác."),
        ("918273645546372", "Mật khẩu chỉ gồm chữ số. Thêm chữ cái."),
        ("nguyen-thi-lan", "Mật khẩu quá giống tên tài khoản hoặc họ tên. Chọn mật khẩu khác."),
    ],
)
def test_each_refusal_says_what_to_do(password: str, reason: str) -> None:
    with pytest.raises(ValidationError) as error:
        validate_password(password, user=User(username="nguyen-thi-lan1"))

    assert reason in error.value.messages


def test_nobody_is_addressed_too_familiarly() -> None:
    told = password_validators_help_texts()

    assert len(told) == 4
    assert [text for text in told if "bạn" in text.lower()] == []
    with translation.override("vi"), pytest.raises(ValidationError) as error:
        validate_password("1", user=User(username="1"))
    assert [text for text in error.value.messages if "bạn" in text.lower()] == []
