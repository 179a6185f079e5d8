import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** What stands at an address at which there is nothing. */
@Component({ selector: 'bloqr-not-found-page', imports: [RouterLink], templateUrl: './not-found-page.html' })
export class NotFoundPage {}
